package io.bankingconnect.parquet;

import java.util.List;
import java.util.concurrent.Future;

/**
 * The files of one topic partition that are committed together.
 *
 * @param startOffset the first offset that the group covers
 * @param endOffset the last one, inclusive
 * @param refused the dead-letter writes of records in that range, which must be done before the group is committed
 */
record SealedGroup(long startOffset, long endOffset, List<SealedFile> files, List<Future<Void>> refused) {

    SealedGroup {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }
}
