package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.MessageHeaderDecoder;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Path;

/**
 * What a journal says of itself: who wrote it, in which schema, with which configuration. The text is what HEADER
 * records hold, one {@code key=value} a line.
 *
 * @param engineVersion version of the build that wrote it
 * @param schemaVersion version of the events in it
 * @param jdk the Java that wrote it
 * @param config everything that decides the engine's answers
 */
public record JournalHeader(String engineVersion, int schemaVersion, String jdk, EngineConfig config) {
    /** Version of this build; in every journal it writes. */
    public static final String ENGINE_VERSION = "0.1.0";

    private static final String PREFIX = "journal.";
    private static final String ORIGIN = "journal header";

    /** The header of a journal that this build writes now. */
    public static JournalHeader of(final EngineConfig config) {
        return new JournalHeader(
                ENGINE_VERSION,
                MessageHeaderDecoder.SCHEMA_VERSION,
                Runtime.version().toString(),
                config);
    }

    /** The text of the HEADER record. */
    public String text() {
        final Settings settings = config.toSettings();
        settings.put(PREFIX + "engineVersion", engineVersion, ORIGIN);
        settings.put(PREFIX + "schemaVersion", Integer.toString(schemaVersion), ORIGIN);
        settings.put(PREFIX + "jdk", jdk, ORIGIN);
        return settings.text();
    }

    /**
     * Reads a HEADER record's text.
     *
     * @throws io.millrace.config.ConfigException if this build cannot run such a configuration
     */
    public static JournalHeader parse(final String text) {
        return parse(text, StrategyCatalog.standard());
    }

    /** {@link #parse(String)} where strategies of plug-ins may be named; each must be the one recorded, to the byte. */
    public static JournalHeader parse(final String text, final StrategyCatalog strategies) {
        final Settings all = settings(text);
        final Settings config = new Settings();
        for (final Setting setting : all.all()) {
            if (!setting.key().startsWith(PREFIX)) {
                config.put(setting.key(), setting.value(), ORIGIN);
            }
        }
        return new JournalHeader(
                value(all, "engineVersion"),
                MessageHeaderDecoder.SCHEMA_VERSION,
                value(all, "jdk"),
                EngineConfig.read(config, strategies));
    }

    /** All that a HEADER record says, of a journal whose events this build reads. */
    static Settings settings(final String text) {
        final Settings all = Settings.parse(text, ORIGIN);
        final int schemaVersion = Integer.parseInt(value(all, "schemaVersion"));
        if (schemaVersion != MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new ReplayException("the journal holds events of schema version " + schemaVersion
                    + ", this build reads version " + MessageHeaderDecoder.SCHEMA_VERSION
                    + "; run it with the build that wrote it, " + value(all, "engineVersion"));
        }
        return all;
    }

    /**
     * Reads what a journal says of itself.
     *
     * @throws io.millrace.journal.JournalException if there is no journal
     * @throws ReplayException if it does not begin with a header
     */
    public static JournalHeader read(final Path journal) {
        return read(journal, StrategyCatalog.standard());
    }

    /** {@link #read(Path)} where strategies of plug-ins may be named. */
    public static JournalHeader read(final Path journal, final StrategyCatalog strategies) {
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            return readFrom(reader, journal.toString(), strategies);
        }
    }

    /**
     * Reads the first record of a journal.
     *
     * @throws ReplayException if there is none
     */
    static JournalHeader readFrom(final JournalReader reader, final String journal, final StrategyCatalog strategies) {
        final String[] text = new String[1];
        reader.next((type, sequence, timeNs, buffer, offset, length) -> {
            if (type == RecordType.HEADER) {
                final byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                text[0] = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            }
        });
        if (text[0] == null) {
            throw new ReplayException(journal + " does not begin with a header record: it holds no run of this engine");
        }
        return parse(text[0], strategies);
    }

    private static String value(final Settings settings, final String key) {
        final Setting setting = settings.get(PREFIX + key);
        if (setting == null) {
            throw new ReplayException("the journal's header lacks " + PREFIX + key);
        }
        return setting.value();
    }
}
