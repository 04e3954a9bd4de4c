package io.bankingconnect.local.stack;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All processes of a stack, the launcher that asks included. */
public final class StackProcesses {

    private final PidFile pids;

    /** Of the stack in that state directory. */
    public StackProcesses(StackPaths paths) {
        pids = new PidFile(paths);
    }

    /** The ids of those that run now. */
    public LongStream pids() {
        Stream<ProcessHandle> named = pids.alive().stream();
        Stream<ProcessHandle> postgres = pids.postmaster().stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()));
        return Stream.of(named, postgres, Stream.of(ProcessHandle.current()))
                .flatMap(processes -> processes)
                .mapToLong(ProcessHandle::pid)
                .distinct();
    }
}
