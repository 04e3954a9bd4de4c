package io.bankingconnect.snowflake.transform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads the files of a project's directory; names in answers and errors are relative to it, with {@code /}. */
final class ProjectFiles {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path directory;

    ProjectFiles(Path directory) {
        this.directory = directory;
    }

    boolean exists(String file) {
        return Files.isRegularFile(directory.resolve(file));
    }

    /** The files below some folders that have this ending, in the order of their names; none of a missing folder. */
    List<String> below(List<String> folders, String ending) {
        return folders.stream()
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder).stream())
                .filter(file -> file.endsWith(ending))
                .sorted()
                .toList();
    }

    String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new ConnectException("Cannot read " + directory.resolve(file) + ": " + e.getMessage(), e);
        }
    }

    Template template(String file) {
        return Template.ofFile(file, text(file));
    }

    /** @throws ProjectException if the file is not valid YAML */
    JsonNode yaml(String file) {
        try {
            JsonNode tree = YAML.readTree(text(file));
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ProjectException(file, location == null ? 0 : location.getLineNr(), "not valid YAML: " + reason);
        }
    }

    private List<String> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new ConnectException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }
}
