package io.bankingconnect.faker;

import java.time.LocalDate;

/** The personal data of a customer. Of an erased one only what the database requires is left. */
record Person(
        String firstName,
        String lastName,
        String email,
        String phone,
        String address,
        String city,
        String postalCode,
        String country,
        LocalDate birthDate,
        String nationalId) {

    static Person erased(long customerId, Country country) {
        return new Person(
                "ERASED",
                "ERASED",
                "erased-" + customerId + "@example.invalid",
                null,
                null,
                null,
                null,
                country.name(),
                null,
                null);
    }

    /** Personal data stays out of logs, even if this is simulated. */
    @Override
    public String toString() {
        return "Person[hidden]";
    }
}
