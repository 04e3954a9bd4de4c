package io.bankingconnect.snowflake.transform;

import io.bankingconnect.snowflake.session.Row;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.util.ArrayList;
import java.util.List;

/** Snowflake, or the emulator, through one session. */
final class SessionWarehouse implements Warehouse {

    private final SnowflakeSession session;

    SessionWarehouse(SnowflakeSession session) {
        this.session = session;
    }

    @Override
    public void open() {
        session.open();
    }

    @Override
    public void execute(String sql) {
        session.execute(sql);
    }

    @Override
    public long update(String sql) {
        return session.update(sql);
    }

    @Override
    public List<List<String>> query(String sql) {
        List<List<String>> rows = new ArrayList<>();
        for (Row row : session.query(sql)) {
            List<String> values = new ArrayList<>();
            row.columns().forEach(column -> values.add(row.text(column)));
            rows.add(values);
        }
        return rows;
    }

    @Override
    public long updateTogether(List<String> statements) {
        return session.inTransaction(() -> {
            long changed = 0;
            for (String statement : statements) {
                changed = session.update(statement);
            }
            return changed;
        });
    }

    @Override
    public void close() {
        session.close();
    }
}
