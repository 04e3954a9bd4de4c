package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeFile;

/**
 * A whole file, ready to be stored.
 *
 * @param entry its line in the commit event, once it is stored
 */
record SealedFile(String key, byte[] content, Entry entry) {

    /** Describes a stored file. */
    @FunctionalInterface
    interface Entry {
        LakeFile of(String bucket, String etag);
    }
}
