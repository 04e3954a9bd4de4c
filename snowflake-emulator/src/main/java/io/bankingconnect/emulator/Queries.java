package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Token;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Runs and describes queries. */
final class Queries {

    private final StatementContext context;

    Queries(StatementContext context) {
        this.context = context;
    }

    byte[] select(List<Token> tokens) {
        context.session().transaction().checkAlive();
        if (context.request().describeOnly()) {
            return context.reply().description(StatementType.SELECT, describe(Binds.withoutValues(tokens)));
        }
        List<Token> filled = new Binds(context.request().bindings()).fill(tokens, 0);
        String sql = context.session().translator().sql(filled);
        if (context.session().transaction().writing()) {
            context.compile(sql);
        }
        try {
            return context.query(
                    sql,
                    result -> context.reply()
                            .result(StatementType.SELECT, Labels.columns(tokens, result.getMetaData()), result));
        } catch (SqlFailure e) {
            if (context.session().transaction().brokenInDuck()) {
                context.session().transaction().loseToFailure();
            }
            throw e;
        }
    }

    private List<ResultColumn> describe(List<Token> tokens) {
        String sql = context.session().translator().sql(tokens);
        try (PreparedStatement statement = context.session().probe().prepareStatement(sql)) {
            return Labels.columns(tokens, statement.getMetaData());
        } catch (SQLException e) {
            throw DuckFailures.translate(e);
        }
    }
}
