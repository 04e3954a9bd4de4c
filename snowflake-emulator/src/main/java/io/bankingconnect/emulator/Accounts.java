package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What belongs to the account and to no database: warehouses, roles and grants. They are recorded and shown; nothing
 * is enforced. Durable in one file, replaced whole. Thread-safe.
 */
final class Accounts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SYSTEM_ROLES =
            List.of("ACCOUNTADMIN", "ORGADMIN", "PUBLIC", "SECURITYADMIN", "SYSADMIN", "USERADMIN");

    private final Path file;
    private final Set<String> warehouses = new TreeSet<>();
    private final Set<String> roles = new TreeSet<>(SYSTEM_ROLES);
    private final Set<String> grants = new TreeSet<>();

    Accounts(Path directory) throws IOException {
        this.file = directory.resolve("account.json");
        if (Files.exists(file)) {
            var root = JSON.readTree(file.toFile());
            root.path("warehouses").forEach(name -> warehouses.add(name.asText()));
            root.path("roles").forEach(name -> roles.add(name.asText()));
            root.path("grants").forEach(name -> grants.add(name.asText()));
        }
    }

    synchronized void requireWarehouse(String name) {
        require(warehouses, "Warehouse", name);
    }

    synchronized void requireRole(String name) {
        require(roles, "Role", name);
    }

    private static void require(Set<String> names, String kind, String name) {
        if (!names.contains(name)) {
            throw SqlFailure.unknown(kind, name);
        }
    }

    synchronized boolean hasWarehouse(String name) {
        return warehouses.contains(name);
    }

    synchronized boolean hasRole(String name) {
        return roles.contains(name);
    }

    synchronized List<String> warehouses() {
        return List.copyOf(warehouses);
    }

    synchronized List<String> roles() {
        return List.copyOf(roles);
    }

    synchronized List<String> grants() {
        return List.copyOf(grants);
    }

    synchronized void addWarehouse(String name) {
        warehouses.add(name);
        save();
    }

    synchronized void addRole(String name) {
        roles.add(name);
        save();
    }

    synchronized void dropWarehouse(String name) {
        warehouses.remove(name);
        save();
    }

    synchronized void dropRole(String name) {
        roles.remove(name);
        grants.removeIf(grant -> grant.endsWith(" ROLE " + name));
        save();
    }

    synchronized void grant(String grant) {
        grants.add(grant);
        save();
    }

    synchronized void revoke(String grant) {
        grants.remove(grant);
        save();
    }

    private void save() {
        ObjectNode root = JSON.createObjectNode();
        fill(root.putArray("warehouses"), warehouses);
        fill(root.putArray("roles"), roles);
        fill(root.putArray("grants"), grants);
        try {
            Path next = file.resolveSibling("account.json.next");
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void fill(ArrayNode array, Set<String> names) {
        new ArrayList<>(names).forEach(array::add);
    }
}
