package io.bankingconnect.snowflake.transform;

import org.apache.kafka.connect.errors.ConnectException;

/** Something in the project that cannot be run. The message names the file, relative to the project, and the line. */
final class ProjectException extends ConnectException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file relative to the project's directory
     * @param line from 1; 0 if no line is to blame
     * @param reason what is wrong and what to do, without the place
     */
    ProjectException(String file, int line, String reason) {
        super(file + (line > 0 ? " line " + line : "") + ": " + reason);
    }
}
