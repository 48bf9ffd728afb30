package io.millrace.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.engine.EngineConfig;
import io.millrace.follow.JournalFollower;
import io.millrace.follow.SavedStates;
import io.millrace.secret.Secret;
import io.millrace.secret.SecretException;
import io.millrace.view.SideCount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Tells the targets of one run, from its start to its end. Any thread; nothing in here waits for a target. */
public final class Notifier implements AutoCloseable {
    private final List<Webhook> hooks;
    private final JournalFollower follower;

    private Notifier(List<Webhook> hooks, JournalFollower follower) {
        this.hooks = hooks;
        this.follower = follower;
    }

    /**
     * Begins.
     *
     * @param journal beside it lie the files that remember what was sent
     * @param pastSteps of the journal before this session
     * @param saved what the last session has saved of itself
     * @param say told when a target cannot be reached, once, and when it can be again
     * @throws SecretException when an address or a key cannot be had
     */
    public static Notifier start(
            NotifyConfig config,
            Path journal,
            EngineConfig engine,
            long pastSteps,
            SavedStates saved,
            Consumer<String> say)
            throws SecretException {
        List<Webhook> hooks = new ArrayList<>();
        for (TargetConfig target : config.targets()) {
            Path file = journal.resolveSibling(journal.getFileName() + "-notify-" + target.name());
            HookSender sender = sender(target, engine.engineId(), System.getenv());
            hooks.add(new Webhook(target, sender, file, pastSteps, say));
        }
        hooks.forEach(Webhook::start);
        StepNotices work = new StepNotices(engine, hooks, say);
        return new Notifier(hooks, new JournalFollower("millrace-notices", saved, work).start());
    }

    /**
     * Sends one notice to the target of this name and waits for what comes of it.
     *
     * @return null when it was taken, else why not
     * @throws SecretException when its address or key cannot be had
     * @throws IllegalArgumentException when there is no such target, naming those there are
     */
    public static String test(NotifyConfig config, String name, String engineId)
            throws SecretException, InterruptedException {
        for (TargetConfig target : config.targets()) {
            if (target.name().equals(name)) {
                Notice notice =
                        Notice.now(NoticeEvent.TEST, "test-" + System.currentTimeMillis(), "a test, sent by hand");
                HookSender.Result result =
                        sender(target, engineId, System.getenv()).send(notice, 0);
                return result.done() ? null : result.text();
            }
        }
        List<String> names = config.targets().stream().map(TargetConfig::name).toList();
        throw new IllegalArgumentException("there is no target \"" + name + "\"; "
                + (names.isEmpty() ? "none is configured: add notify.0.url" : "there are " + String.join(", ", names)));
    }

    /** Puts a notice into the queues of those who want to hear of it. Returns at once. */
    public void send(Notice notice) {
        hooks.forEach(hook -> hook.put(notice));
    }

    /** The step that the journal was read to. */
    public long readTo() {
        return follower.readTo();
    }

    /** What became of the notices so far, of all targets together. */
    public List<SideCount> counts() {
        return List.of(
                count("sent", Webhook::sent),
                count("retried", Webhook::retried),
                count("failed", Webhook::failed),
                count("dropped", Webhook::dropped),
                count("unremembered", Webhook::unremembered),
                count("faults", Webhook::faults),
                new SideCount("notices", "restarts", follower.troubles()));
    }

    /** Sends what is in the journal by now, for a few seconds at most, and ends. */
    @Override
    public void close() {
        follower.close();
        hooks.forEach(Webhook::end);
        try {
            for (Webhook hook : hooks) {
                hook.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SideCount count(String result, ToLongFunction<Webhook> figure) {
        return new SideCount("notices", result, hooks.stream().mapToLong(figure).sum());
    }

    private static HookSender sender(TargetConfig target, String engineId, Map<String, String> environment)
            throws SecretException {
        Secret hidden = target.urlSource().read(environment);
        Secret url = hidden == null ? Secret.of(target.url()) : hidden;
        String problem = url.use(bytes -> NotifyConfig.problem(new String(bytes, UTF_8)));
        if (problem != null) {
            throw new SecretException("the address of " + target.name() + " " + problem);
        }
        return new HookSender(target, url, target.secretSource().read(environment), engineId);
    }
}
