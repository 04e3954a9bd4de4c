package io.bankingconnect.faker;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Who the customers are, as a pure function of the seed, the customer's id and its revisions; nothing is kept per
 * customer. Nothing here can be a real person's: mail domains, telephone numbers and national ids are reserved or
 * invented ones. Not thread-safe.
 */
final class Identities {

    private static final String[] MAIL_DOMAINS = {"example.com", "example.org", "example.net"};
    private static final LocalDate ELDEST = LocalDate.of(1935, 1, 1);
    private static final int BIRTH_DAYS = 70 * 365;
    private static final int SAMPLE = 20;

    private final long seed;
    private final Country country;
    private final Random random = new Random();
    private final Faker faker;

    Identities(long seed, Country country) {
        this.seed = seed;
        this.country = country;
        faker = new Faker(country.locale(), random);
    }

    /**
     * A digest of some people: another one means that another release of Datafaker, or other settings, would change who
     * the customers are.
     */
    long digest() {
        long digest = 0;
        for (long id = 1; id <= SAMPLE; id++) {
            Person person = of(new CustomerRow(id, CustomerRow.Status.ACTIVE, 0, 0, 0, 0, 1, "", 0, 0));
            for (String text :
                    List.of(person.email(), person.phone(), person.address(), person.city(), person.postalCode())) {
                digest = Mix.of(digest, text.hashCode());
            }
        }
        return digest;
    }

    Person of(CustomerRow customer) {
        long id = customer.id();
        if (customer.status() == CustomerRow.Status.ERASED) {
            return Person.erased(id, country);
        }
        dice("person", id, 0);
        String firstName = faker.name().firstName();
        String lastName = faker.name().lastName();
        LocalDate birthDate = ELDEST.plusDays(random.nextInt(BIRTH_DAYS));
        String nationalId = String.format(Locale.ROOT, "TEST-%09d", random.nextInt(1_000_000_000));
        String email = email(firstName, lastName, customer);
        if (customer.nameRevision() > 0) {
            dice("name", id, customer.nameRevision());
            lastName = faker.name().lastName();
        }
        dice("phone", id, customer.phoneRevision());
        String phone = faker.numerify(country.phonePattern());
        dice("address", id, customer.addressRevision());
        return new Person(
                firstName,
                lastName,
                email,
                phone,
                faker.address().streetAddress(),
                faker.address().cityName(),
                faker.address().zipCode(),
                country.name(),
                birthDate,
                nationalId);
    }

    /** The id keeps addresses apart, so that no two customers ever share one. A new name does not change it. */
    private static String email(String firstName, String lastName, CustomerRow customer) {
        int revision = customer.emailRevision();
        String local = plain(firstName) + "." + plain(lastName) + customer.id() + (revision == 0 ? "" : "-" + revision);
        return local + "@" + MAIL_DOMAINS[revision % MAIL_DOMAINS.length];
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }

    private void dice(String what, long customerId, int revision) {
        random.setSeed(Mix.of(seed, what.hashCode(), customerId, revision));
    }
}
