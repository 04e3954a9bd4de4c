package io.bankingconnect.snowflake.session;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import net.snowflake.client.api.exception.ErrorCode;
import net.snowflake.client.api.exception.SnowflakeSQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Sorts the driver's failures into passing outages and what a person must mend. */
final class SnowflakeErrors {

    private static final int FIRST_SERVICE_LOGIN_CODE = 390_000;
    private static final int LAST_SERVICE_LOGIN_CODE = 399_999;
    private static final int ROLE_NOT_GRANTED = 390_189;
    private static final int OBJECT_MISSING_AT_LOGIN = 390_201;
    private static final int NO_ACTIVE_WAREHOUSE = 606;
    private static final int OBJECT_MISSING = 2_003;
    private static final int DATABASE_MISSING = 2_043;
    private static final int NO_CURRENT_DATABASE = 90_105;
    private static final int NO_PRIVILEGE = 3_001;
    private static final int INTERNAL_ERROR = 603;

    /** Session or token gone, which a new login mends. */
    private static final Set<Integer> SESSION_LOST =
            Set.of(390_104, 390_110, 390_111, 390_112, 390_113, 390_114, 390_115, 390_400);

    /**
     * Statement cancelled, statement or queue timeout, lock wait timeout, deadlock, warehouse being resumed. Not the
     * service's internal errors (603): the same statement most often meets the same one, so a person must look.
     */
    private static final Set<Integer> PASSING = Set.of(604, 608, 625, 630, 1_205, 90_073);

    private static final Set<Integer> DRIVER_OUTAGES = Set.of(
            ErrorCode.CONNECTION_ERROR.getMessageCode(),
            ErrorCode.NETWORK_ERROR.getMessageCode(),
            ErrorCode.IO_ERROR.getMessageCode(),
            ErrorCode.S3_OPERATION_ERROR.getMessageCode(),
            ErrorCode.AWS_CLIENT_ERROR.getMessageCode(),
            ErrorCode.AZURE_SERVICE_ERROR.getMessageCode(),
            ErrorCode.GCP_SERVICE_ERROR.getMessageCode(),
            ErrorCode.BAD_RESPONSE.getMessageCode(),
            ErrorCode.INTERRUPTED.getMessageCode(),
            ErrorCode.QUERY_CANCELED.getMessageCode(),
            ErrorCode.CONNECTION_CLOSED.getMessageCode(),
            ErrorCode.AUTHENTICATOR_REQUEST_TIMEOUT.getMessageCode(),
            ErrorCode.FILE_TRANSFER_ERROR.getMessageCode(),
            ErrorCode.UPLOAD_ERROR.getMessageCode(),
            ErrorCode.HTTP_GENERAL_ERROR.getMessageCode());

    /** The service uses it for a missing current database, too. */
    private static final String GENERAL_DATA_EXCEPTION = "22000";

    private static final Pattern NO_ACCOUNT = Pattern.compile("HTTP status ?[=:] ?40[34]");

    private SnowflakeErrors() {}

    /**
     * The exception to throw.
     *
     * @param what what was attempted, in the words of a message: "log in as LOADER at host:443"
     */
    static ConnectException sorted(String what, SQLException e) {
        if (isPassing(e)) {
            return new RetriableException(message(what, reason(e), e), e);
        }
        if (quotesValues(e)) {
            // The service repeats the offending value in its message, and that is record content: point at it instead.
            return new ConnectException(
                    message(what, "a value does not fit its column; the query's history in Snowflake names it", e));
        }
        return new ConnectException(message(what, reason(e) + remedy(e), e), e);
    }

    /** Whether a later attempt may succeed without anybody's help. */
    static boolean isPassing(SQLException e) {
        int code = e.getErrorCode();
        if (SESSION_LOST.contains(code) || PASSING.contains(code)) {
            return true;
        }
        if (isLogin(code) || isNoAccount(e)) {
            return false;
        }
        String state = e.getSQLState();
        return DRIVER_OUTAGES.contains(code) || (state != null && state.startsWith("08")) || causedByNetwork(e);
    }

    private static boolean isLogin(int code) {
        return code >= FIRST_SERVICE_LOGIN_CODE && code <= LAST_SERVICE_LOGIN_CODE;
    }

    /** How the service's front door answers for an account that does not exist. */
    private static boolean isNoAccount(SQLException e) {
        return e.getMessage() != null && NO_ACCOUNT.matcher(e.getMessage()).find();
    }

    private static boolean quotesValues(SQLException e) {
        String state = e.getSQLState();
        return e.getErrorCode() / 1_000 == 100
                || (state != null && state.startsWith("22") && !state.equals(GENERAL_DATA_EXCEPTION));
    }

    private static boolean causedByNetwork(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            // The driver's own JSON parser calls its complaints IOExceptions too.
            if (cause instanceof IOException && !cause.getClass().getName().contains(".jackson.")) {
                return true;
            }
        }
        return false;
    }

    private static String remedy(SQLException e) {
        int code = e.getErrorCode();
        if (isNoAccount(e)) {
            return "; check " + SnowflakeSettings.URL;
        }
        if (code == ROLE_NOT_GRANTED) {
            return "; check " + SnowflakeSettings.ROLE + " and that the role is granted to the user";
        }
        if (code == OBJECT_MISSING_AT_LOGIN) {
            return "; check " + SnowflakeSettings.WAREHOUSE + ", " + SnowflakeSettings.DATABASE
                    + " and the role's USAGE on them";
        }
        if (isLogin(code)) {
            return "; check " + SnowflakeSettings.USER + " and that the public half of " + SnowflakeSettings.PRIVATE_KEY
                    + " is the user's RSA_PUBLIC_KEY";
        }
        return switch (code) {
            case NO_ACTIVE_WAREHOUSE -> "; check " + SnowflakeSettings.WAREHOUSE + " and the role's USAGE on it";
            case INTERNAL_ERROR ->
                "; restart the task, and if it fails again give the query's id to Snowflake's support";
            case NO_PRIVILEGE -> "; grant the privilege to " + SnowflakeSettings.ROLE;
            case OBJECT_MISSING, DATABASE_MISSING, NO_CURRENT_DATABASE ->
                "; check " + SnowflakeSettings.DATABASE + ", the privileges of " + SnowflakeSettings.ROLE
                        + ", and that sql/setup.sql was run";
            default -> "";
        };
    }

    private static String reason(SQLException e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return text.replaceAll("\\s+", " ").strip().replaceAll("\\.$", "");
    }

    private static String message(String what, String reason, SQLException e) {
        String id = e instanceof SnowflakeSQLException snowflake ? snowflake.getQueryId() : null;
        return "Cannot " + what + ": " + reason + " (code " + e.getErrorCode() + ", state " + e.getSQLState()
                + (id == null || id.isBlank() ? "" : ", query " + id) + ")";
    }
}
