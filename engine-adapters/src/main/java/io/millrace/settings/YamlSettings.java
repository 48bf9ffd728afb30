package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a YAML file into settings: maps become dotted keys, lists of maps numbers, so {@code strategies.0.name}, and a
 * list of plain values is one value, apart by commas. Values stay the texts they are written as. Tags are refused,
 * aliases and depth are limited: a file can say nothing but values.
 */
public final class YamlSettings {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_ALIASES = 10;
    private static final int MAX_DEPTH = 12;
    private static final int MAX_KEYS = 20_000;
    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    private final Settings settings = new Settings();
    private final List<String> violations = new ArrayList<>();
    private final String name;
    private int keys;

    private YamlSettings(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException listing every violation with its line
     */
    public static Settings read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(
                        file + ": " + Files.size(file) + " bytes; expected a configuration of at most " + MAX_BYTES
                                + " bytes; is this the right file?");
            }
            return parse(Files.readString(file), file.toString());
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": not a text in UTF-8; is this the right file?");
        } catch (IOException e) {
            String reason =
                    Files.isDirectory(file) ? "is a folder, expected a YAML file" : "no such file, or not readable";
            throw new ConfigException("--config " + file + ": " + reason + "; check the path");
        }
    }

    /** Reads a text; {@code name} stands for the file in origins and messages. */
    public static Settings parse(String text, String name) {
        LoadSettings options = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(MAX_BYTES)
                .build();
        YamlSettings reader = new YamlSettings(name);
        try {
            Node root = new Compose(options).composeString(text).orElse(null);
            if (root != null) {
                reader.top(root);
            }
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ConfigException(name + line + ": not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(name + ": not YAML: " + e.getMessage());
        }
        if (!reader.violations.isEmpty()) {
            throw new ConfigException(reader.violations);
        }
        return reader.settings;
    }

    private void top(Node root) {
        if (root instanceof ScalarNode scalar && scalar.getValue().isBlank()) {
            return;
        }
        if (root instanceof MappingNode) {
            node("", root, 0);
        } else {
            violations.add(place(root) + ": expected keys and values, such as engine: or strategies:");
        }
    }

    private void node(String key, Node node, int depth) {
        if (depth > MAX_DEPTH || ++keys > MAX_KEYS) {
            if (keys <= MAX_KEYS + 1) {
                violations.add(
                        place(node) + ": nested deeper than " + MAX_DEPTH + " or more than " + MAX_KEYS + " keys");
            }
            return;
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            violations.add(place(node) + ": " + key + " has the tag \""
                    + node.getTag().getValue() + "\"; tags are not allowed, write the plain value");
            return;
        }
        if (node instanceof MappingNode map) {
            map(key, map, depth);
        } else if (node instanceof SequenceNode list) {
            list(key, list, depth);
        } else if (node instanceof ScalarNode scalar) {
            scalar(key, scalar);
        }
    }

    /** A list of plain values is one value, apart by commas; of a list of maps each entry has its number. */
    private void list(String key, SequenceNode list, int depth) {
        List<Node> entries = list.getValue();
        if (!entries.isEmpty() && entries.stream().allMatch(YamlSettings::isPlainValue)) {
            String joined = entries.stream()
                    .map(entry -> ((ScalarNode) entry).getValue())
                    .collect(Collectors.joining(", "));
            put(key, joined, list);
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            node(key + "." + i, entries.get(i), depth + 1);
        }
    }

    private static boolean isPlainValue(Node node) {
        return node instanceof ScalarNode
                && PLAIN_TAGS.contains(node.getTag())
                && !node.getTag().equals(Tag.NULL);
    }

    private void map(String key, MappingNode map, int depth) {
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : map.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (name.isBlank()) {
                violations.add(place(tuple.getKeyNode()) + ": expected a plain name as key");
            } else if (!names.add(name)) {
                violations.add(place(tuple.getKeyNode()) + ": " + name + " is set twice in this section");
            } else {
                node(key.isEmpty() ? name : key + "." + name, tuple.getValueNode(), depth + 1);
            }
        }
    }

    private void scalar(String key, ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.NULL)) {
            violations.add(place(scalar) + ": " + key + " has no value; write one or remove the key");
        } else {
            put(key, scalar.getValue(), scalar);
        }
    }

    private void put(String key, String value, Node node) {
        Setting before = settings.get(key);
        if (before != null) {
            violations.add(place(node) + ": " + key + " is set twice, first at " + before.origin());
        } else {
            settings.put(key, value, place(node));
        }
    }

    private String place(Node node) {
        return node.getStartMark()
                .map(mark -> name + ":" + (mark.getLine() + 1))
                .orElse(name);
    }
}
