package io.bankingconnect.local.stack;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All processes of a stack, the launcher that asks included. */
public final class StackProcesses {

    private final PidFile pids;
    private final Postmaster postmaster;

    /** Of the stack in that state directory. */
    public StackProcesses(StackPaths paths) {
        pids = new PidFile(paths);
        postmaster = paths.postmaster();
    }

    /** The ids of those that run now. */
    public LongStream pids() {
        Stream<ProcessHandle> named = pids.alive().stream();
        Stream<ProcessHandle> postgres =
                postmaster.find().stream().flatMap(first -> Stream.concat(Stream.of(first), first.descendants()));
        return Stream.of(named, postgres, Stream.of(ProcessHandle.current()))
                .flatMap(processes -> processes)
                .mapToLong(ProcessHandle::pid)
                .distinct();
    }
}
