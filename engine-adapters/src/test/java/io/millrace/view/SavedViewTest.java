package io.millrace.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Messages;
import io.millrace.event.StateBuffer;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandEncoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.follow.SavedStates;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.StepJournal;
import io.millrace.risk.LiveLimit;
import io.millrace.snapshot.SnapshotFolder;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StepBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view that begins at what it saved answers as one that has read everything. */
class SavedViewTest {
    private static final int MINUTES = 900;
    private static final int CUTS = 12;
    private static final long WAIT_MS = 20_000;

    @TempDir
    Path dir;

    private final EngineConfig config = RandomMarket.config();
    private final List<String> said = new ArrayList<>();

    /** All that is read from the models and the events, by name. */
    private String answers(Models models, EventLog events) {
        List<PositionLine> positions = models.account.positions();
        RiskFigures risk = models.risk.figures();
        List<Object> all = new ArrayList<>(List.of(
                models.step + " " + models.timeNs + " " + models.session + " " + models.records + " " + models.bytes,
                models.account.figures(models.step, models.timeNs, models.risk),
                models.day.today(),
                String.valueOf(models.day.before()),
                positions,
                models.symbols.lines(positions),
                models.orders.open(),
                models.orders.fills(),
                models.orders.trips(),
                models.orders.orderCount() + " " + models.orders.fillCount(),
                risk.standing(),
                risk.controls(),
                risk.decisions(),
                risk.alerts(),
                new TreeMap<>(risk.alertCounts()),
                models.market.regimes(),
                models.market.indicators(),
                models.market.bars(null, null),
                models.market.series(),
                models.curve.points(),
                models.commands.newest(),
                models.limits.list()));
        for (SeriesName name : models.market.series()) {
            all.add(models.market.tracks(name.symbol(), name.timeframe()));
        }
        for (CommandEntry command : models.commands.newest()) {
            all.add(String.valueOf(models.commands.byKey(command.requestKey())));
            all.add(String.valueOf(models.limits.outcome(command.commandId())));
        }
        all.add(events.newest(Integer.MAX_VALUE));
        all.add(events.newestStep() + " " + events.since(models.step / 2) + " " + events.reaches(0));
        StringBuilder text = new StringBuilder();
        all.forEach(one -> text.append(one).append('\n'));
        return text.toString();
    }

    /** A random market with random commands, some of them with a key, some given twice. */
    private static InputScript inputs(Random random) {
        InputScript market = RandomMarket.inputs(random, MINUTES);
        InputScript all = new InputScript();
        for (int i = 0; i < market.size(); i++) {
            all.raw(market.message(i));
            if (i > 0 && random.nextInt(60) == 0) {
                // Commands come at the time of what is before them, whatever that is.
                long timeNs = new UnsafeBuffer(market.message(i)).getLong(Messages.HEADER_LENGTH);
                InputScript one = random.nextBoolean()
                        ? new InputScript()
                                .command(timeNs, random.nextBoolean() ? CommandKind.REDUCE : CommandKind.RESUME)
                        : new InputScript()
                                .limit(
                                        timeNs,
                                        LiveLimit.values()[random.nextInt(LiveLimit.values().length)].number(),
                                        (1 + random.nextInt(50)) * 10_000_000L,
                                        random.nextBoolean());
                UnsafeBuffer command = new UnsafeBuffer(one.message(0));
                new CommandEncoder()
                        .wrap(command, Messages.HEADER_LENGTH)
                        .commandId(1_000 + i)
                        .requestKey(random.nextInt(30));
                all.raw(command.byteArray());
            }
        }
        return all;
    }

    private void onStep(Step step, byte[] bytes, Models models, EventLog events) {
        step.load(new UnsafeBuffer(bytes), 0, bytes.length);
        models.onStep(step);
        events.onStep(step);
    }

    private EventLog events() {
        return new EventLog(new StepEvents(config));
    }

    @Test
    void shouldAnswerAsOneThatReadEverything() {
        Random random = Seeds.random("SavedViewTest", 20261121);
        List<byte[]> steps = steps(random);
        List<Integer> cuts = new ArrayList<>(List.of(0, 1, steps.size() - 1));
        while (cuts.size() < CUTS) {
            cuts.add(random.nextInt(steps.size()));
        }
        Models whole = new Models(config);
        EventLog wholeEvents = events();
        Step step = new Step();
        List<StateBuffer> saved = new ArrayList<>();
        List<Integer> savedAt = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (cuts.contains(i)) {
                StateBuffer state = new StateBuffer();
                whole.writeState(state);
                wholeEvents.writeState(state);
                saved.add(state);
                savedAt.add(i);
            }
            onStep(step, steps.get(i), whole, wholeEvents);
        }
        String expected = answers(whole, wholeEvents);
        assertFalse(whole.commands.newest().isEmpty(), "no command in this market");
        assertFalse(whole.orders.trips().isEmpty(), "no round trip in this market");
        assertFalse(whole.risk.figures().alerts().isEmpty(), "no alert in this market");
        for (int cut = 0; cut < saved.size(); cut++) {
            Models again = new Models(config);
            EventLog againEvents = events();
            again.readState(saved.get(cut));
            againEvents.readState(saved.get(cut));
            saved.get(cut).requireRead();
            for (int i = savedAt.get(cut); i < steps.size(); i++) {
                onStep(step, steps.get(i), again, againEvents);
            }
            assertEquals(expected, answers(again, againEvents), "saved behind step " + savedAt.get(cut));
        }
    }

    private List<byte[]> steps(Random random) {
        StepBytes bytes = new StepBytes();
        TradingEngine engine =
                new EngineFactory(config).simulated(inputs(random).source(), bytes, StepListener.NONE);
        Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        return bytes.steps();
    }

    private Path journal(Path journal, Random random) {
        JournalSettings settings = JournalSettings.of(
                        journal, JournalHeader.of(config).text())
                .withBlocks(256 * 1024, 32 * 1024)
                .withSpace(0, null);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            TradingEngine engine = new EngineFactory(config)
                    .simulated(inputs(random).source(), new StepJournal(writer, Durability.PROCESS), StepListener.NONE);
            Step step = new Step();
            while (engine.runOne(step)) {
                continue;
            }
        }
        return journal;
    }

    private SavedStates saved(Path journal, long hash) {
        return new SavedStates(journal, "view", hash, 700, said::add);
    }

    /** What the view knows when it has read everything. */
    private String read(SavedStates saved) throws InterruptedException {
        try (View view = new View(config, saved).start()) {
            long until = System.currentTimeMillis() + WAIT_MS;
            while (!view.journal().caughtUp()) {
                assertTrue(System.currentTimeMillis() < until, "the view does not catch up");
                Thread.sleep(2);
            }
            JournalFigures figures = view.journal();
            return view.account() + "\n" + view.positions() + "\n" + view.openOrders() + "\n" + view.fills() + "\n"
                    + view.trips() + "\n" + view.symbols() + "\n" + view.day() + "\n" + view.dayBefore() + "\n"
                    + view.regimes() + "\n" + view.indicators() + "\n" + view.bars(null, null) + "\n"
                    + view.equityCurve() + "\n" + view.commands() + "\n" + view.limits() + "\n"
                    + view.newestEvents(1_000) + "\n" + figures.steps() + " " + figures.records() + " "
                    + figures.bytes() + " " + figures.firstTimeNs() + " " + figures.lastTimeNs() + " "
                    + figures.session() + " " + view.eventsSince(0) + " " + view.eventBytesSince(0);
        }
    }

    @Test
    void shouldBeginAtWhatItSavedBesideAJournal() throws Exception {
        Random random = Seeds.random("SavedViewTest", 3);
        Path journal = journal(dir.resolve("journal"), random);
        String expected = read(SavedStates.none(journal));
        SnapshotFolder folder = SavedStates.folder(journal, "view");
        assertTrue(folder.newestFirst().isEmpty());

        assertEquals(expected, read(saved(journal, 5)));
        List<Path> states = folder.newestFirst();
        assertEquals(SnapshotFolder.KEPT, states.size());
        assertEquals(expected, read(saved(journal, 5)));

        // Behind each of them alone, and behind none that fits.
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (Path state : states) {
            contents.put(state, Files.readAllBytes(state));
        }
        for (Path state : states) {
            byte[] kept = contents.get(state);
            for (Path file : folder.newestFirst()) {
                Files.delete(file);
            }
            Files.write(state, kept);
            assertEquals(expected, read(saved(journal, 5)), state.toString());
        }
        assertTrue(said.isEmpty(), said.toString());
        assertEquals(expected, read(saved(journal, 6)));
        assertTrue(said.get(0).contains("another configuration"), said.toString());
    }

    /** On a busy machine a short session can be over before its view has read a step. */
    @Test
    void shouldReadToTheEndAndSaveThatAtItsClose() throws Exception {
        Path journal = journal(dir.resolve("journal"), new Random(3));
        long last = 0;
        try (View view = new View(config, SavedStates.none(journal)).start()) {
            while (!view.journal().caughtUp()) {
                Thread.sleep(2);
            }
            last = view.journal().steps();
        }
        new View(config, saved(journal, 5)).start().close();
        List<Path> states = SavedStates.folder(journal, "view").newestFirst();
        assertFalse(states.isEmpty());
        assertEquals(last, SnapshotFolder.read(states.get(0)).step());
    }

    @Test
    void shouldPassOverWhatDoesNotFit() throws Exception {
        Path journal = journal(dir.resolve("journal"), new Random(3));
        String expected = read(saved(journal, 5));
        List<Path> states = SavedStates.folder(journal, "view").newestFirst();
        byte[] newest = Files.readAllBytes(states.get(0));
        newest[newest.length / 2] ^= 1;
        Files.write(states.get(0), newest);
        assertEquals(expected, read(saved(journal, 5)));
        assertTrue(said.stream().anyMatch(line -> line.contains("is damaged")), said.toString());

        // The states of another journal, which is as long.
        Path other = journal(dir.resolve("other"), new Random(4));
        Path folder = SavedStates.folder(other, "view").directory();
        Files.createDirectories(folder);
        for (Path state : SavedStates.folder(journal, "view").newestFirst()) {
            Files.copy(state, folder.resolve(state.getFileName()));
        }
        said.clear();
        String alone = read(SavedStates.none(other));
        assertEquals(alone, read(saved(other, 5)));
        assertTrue(said.stream().anyMatch(line -> line.contains("does not go on from it")), said.toString());
    }

    @Test
    void shouldKnowTheKeysOfCommandsAgain() throws Exception {
        Path journal = journal(dir.resolve("journal"), new Random(3));
        read(saved(journal, 5));
        List<Path> states = SavedStates.folder(journal, "view").newestFirst();
        try (View view = new View(config, saved(journal, 5)).start()) {
            while (!view.journal().caughtUp()) {
                Thread.sleep(2);
            }
            assertFalse(states.isEmpty());
            CommandEntry keyed = view.commands().stream()
                    .filter(entry -> entry.requestKey() != 0)
                    .findFirst()
                    .orElseThrow();
            CommandEntry first = view.command(keyed.requestKey());
            assertNotNull(first);
            assertTrue(first.step() <= keyed.step());
        }
    }

    @Test
    void shouldReadTextBack() {
        StateBuffer state = new StateBuffer();
        List<String> texts = new ArrayList<>(List.of("", "a", "12345678", "123456789", "Zürich €\u0000\u00ff"));
        texts.add(null);
        texts.forEach(text -> SavedText.put(state, text));
        for (String text : texts) {
            assertEquals(text, SavedText.get(state, "test"));
        }
        state.requireRead();
    }
}
