package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {

    @ParameterizedTest
    @EnumSource(Country.class)
    void aPersonDependsOnNothingButSeedIdAndRevision(Country country) {
        Identities forwards = new Identities(7, country);
        Identities backwards = new Identities(7, country);

        var first = LongStream.rangeClosed(1, 200)
                .mapToObj(id -> forwards.of(customer(id, 0)))
                .toList();
        var second = LongStream.rangeClosed(1, 200).map(id -> 201 - id).mapToObj(id -> backwards.of(customer(id, 0)));

        assertThat(second.toList()).containsExactlyInAnyOrderElementsOf(first);
        assertThat(new Identities(8, country).of(customer(1, 0))).isNotEqualTo(first.get(0));
    }

    @ParameterizedTest
    @EnumSource(Country.class)
    void nobodyCanBeReal(Country country) {
        Identities identities = new Identities(7, country);
        Set<String> emails = new HashSet<>();
        for (long id = 1; id <= 2000; id++) {
            for (int revision = 0; revision < 3; revision++) {
                Person person = identities.of(customer(id, revision));
                assertThat(person.email()).matches("[a-z]+\\.[a-z]+[0-9]+(-[0-9]+)?@example\\.(com|org|net)");
                assertThat(emails.add(person.email())).as(person.email()).isTrue();
                assertThat(person.phone())
                        .matches("\\+44 7700 900\\d{3}|\\+49 30 23125\\d{3}|\\+353 20 91\\d \\d{4}|\\+33 1 99 00("
                                + " \\d\\d){2}|\\+46 8 465 004 \\d\\d");
                assertThat(person.nationalId()).matches("TEST-\\d{9}");
                assertThat(person.address()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Country.class)
    void theDigestIsThatOfThePeople(Country country) {
        long digest = new Identities(7, country).digest();

        assertThat(new Identities(7, country).digest()).isEqualTo(digest);
        assertThat(new Identities(8, country).digest()).isNotEqualTo(digest);
    }

    @Test
    void aNewAddressLeavesTheRestAlone() {
        Identities identities = new Identities(7, Country.GB);
        Person before = identities.of(new CustomerRow(3, CustomerRow.Status.ACTIVE, 0, 0, 0, 0, 1, "x", 1, 1));
        Person after = identities.of(new CustomerRow(3, CustomerRow.Status.ACTIVE, 0, 0, 1, 0, 2, "x", 1, 2));

        assertThat(after.address()).isNotEqualTo(before.address());
        assertThat(after.firstName()).isEqualTo(before.firstName());
        assertThat(after.email()).isEqualTo(before.email());
        assertThat(after.phone()).isEqualTo(before.phone());
    }

    @Test
    void aNewNameIsTheLastNameOnly() {
        Identities identities = new Identities(7, Country.GB);
        Person before = identities.of(new CustomerRow(3, CustomerRow.Status.ACTIVE, 0, 0, 0, 0, 1, "x", 1, 1));
        Person after = identities.of(new CustomerRow(3, CustomerRow.Status.ACTIVE, 0, 0, 0, 1, 2, "x", 1, 2));

        assertThat(after.lastName()).isNotEqualTo(before.lastName());
        assertThat(after).usingRecursiveComparison().ignoringFields("lastName").isEqualTo(before);
    }

    @Test
    void anErasedCustomerHasNoPersonalDataLeft() {
        Person person = new Identities(7, Country.IE)
                .of(new CustomerRow(3, CustomerRow.Status.ERASED, 1, 1, 1, 0, 4, "data-protection", 1, 2));

        assertThat(person).isEqualTo(Person.erased(3, Country.IE));
        assertThat(person.email()).isEqualTo("erased-3@example.invalid");
        assertThat(person.birthDate()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Country.class)
    void everyIbanAndCardNumberIsValidAndUnique(Country country) {
        Set<String> seen = new HashSet<>();
        LongStream.of(1, 5_000, 99_999_999)
                .flatMap(number -> LongStream.range(0, 1000).map(branch -> Ids.of((int) branch, (int) number)))
                .forEach(id -> {
                    assertThat(Iban.isValid(country.iban(id)))
                            .as(country.iban(id))
                            .isTrue();
                    assertThat(CardNumber.isValid(CardNumber.of(id))).isTrue();
                    assertThat(CardNumber.of(id))
                            .hasSize(Ids.branch(id) < 10 ? 16 : 19)
                            .startsWith("400000");
                    assertThat(seen.add(country.iban(id)) && seen.add(CardNumber.of(id)))
                            .isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({"DE, 22", "FR, 27", "GB, 22", "IE, 22", "SE, 24"})
    void anIbanIsAsLongAsItsCountryHasThem(Country country, int length) {
        assertThat(country.iban(Ids.of(0, 1))).hasSize(length).startsWith(country.name());
        assertThat(country.iban(Ids.of(999, 99_999_999))).hasSize(length);
    }

    @ParameterizedTest
    @CsvSource({"GB,WEST12345698765432,GB82WEST12345698765432", "DE,370400440532013000,DE89370400440532013000"})
    void checkDigitsAreThoseOfTheStandardsExamples(String country, String account, String iban) {
        assertThat(Iban.of(country, account)).isEqualTo(iban);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB83WEST12345698765432", "DE89370400440532013001", "DE"})
    void aWrongIbanIsNotValid(String iban) {
        assertThat(Iban.isValid(iban)).isFalse();
    }

    @Test
    void luhnTellsRightFromWrong() {
        assertThat(CardNumber.isValid("4111111111111111")).isTrue();
        assertThat(CardNumber.isValid("4111111111111112")).isFalse();
    }

    private static CustomerRow customer(long id, int revision) {
        return new CustomerRow(
                id,
                CustomerRow.Status.ACTIVE,
                revision,
                revision,
                revision,
                revision,
                revision + 1,
                "web-banking",
                1,
                2);
    }
}
