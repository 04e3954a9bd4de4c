package io.bankingconnect.faker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A bag to draw from at random, in constant time, in an order that depends on nothing but what was put in and taken out. */
final class Pool<T extends Pool.Member> {

    /** Something that can be in one pool at a time; it remembers its place. */
    abstract static class Member {
        private int place = -1;

        final boolean isPooled() {
            return place >= 0;
        }
    }

    private final List<T> members = new ArrayList<>();

    void add(T member) {
        Member place = member;
        place.place = members.size();
        members.add(member);
    }

    void remove(T member) {
        Member leaver = member;
        T last = members.remove(members.size() - 1);
        if (last != member) {
            Member filler = last;
            members.set(leaver.place, last);
            filler.place = leaver.place;
        }
        leaver.place = -1;
    }

    /** Draws a member, which stays in. */
    T pick(Random random) {
        return members.get(random.nextInt(members.size()));
    }

    Stream<T> all() {
        return members.stream();
    }

    int size() {
        return members.size();
    }
}
