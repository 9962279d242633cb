package vn.antin.ldap.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.Password;
import vn.antin.ldap.entry.Person;
import vn.antin.ldap.entry.PersonName;
import vn.antin.ldap.entry.Unit;

/** A province in memory: official0001… with the password {@code <username>-secret}. */
final class FakeAccounts implements AccountsPort {
  static final Unit OFFICE = new Unit(id("office"), "H37.01", "Văn phòng UBND tỉnh");
  static final Unit COMMUNE = new Unit(id("commune"), "H37.25", "Xã Hoà Bình");

  final List<Person> people = new ArrayList<>();
  final List<Unit> units = List.of(OFFICE, COMMUNE);
  final List<String> attempts = new CopyOnWriteArrayList<>();
  final List<Condition> asked = new CopyOnWriteArrayList<>();
  final Set<String> gone = ConcurrentHashMap.newKeySet();
  volatile @Nullable CountDownLatch held;

  FakeAccounts(int officials) {
    people.add(
        new Person(
            id("official0001"),
            "official0001",
            new PersonName("Nguyễn", "Văn", "An", ""),
            "an@tinh.example",
            "0912 345 678",
            "Chủ tịch",
            OFFICE));
    IntStream.rangeClosed(2, officials)
        .mapToObj("official%04d"::formatted)
        .map(name ->
            new Person(
                id(name),
                name,
                new PersonName("Trần", "Thị", "Bình", ""),
                null,
                null,
                null,
                COMMUNE))
        .forEach(people::add);
  }

  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  @Override
  public BindOutcome authenticate(String username, Password password, InetAddress remote) {
    attempts.add(username + " from " + remote.getHostAddress());
    await();
    if (username.equals("outage")) {
      return new BindOutcome.Unavailable();
    }
    if (username.equals("fault")) {
      throw new IllegalStateException("the database is on fire");
    }
    return people.stream()
        .filter(person -> person.username().equals(username))
        .filter(person -> password.reveal().equals(username + "-secret"))
        .findFirst()
        .<BindOutcome>map(person -> new BindOutcome.Accepted(person.id(), person.username()))
        .orElseGet(BindOutcome.Refused::new);
  }

  @Override
  public SearchOutcome<Person> people(UUID reader, PageRequest page) {
    return answer(reader, page, people, Person::username, FakeAccounts::value, Person::id);
  }

  @Override
  public SearchOutcome<Unit> units(UUID reader, PageRequest page) {
    return answer(reader, page, units, Unit::code, FakeAccounts::value, Unit::id);
  }

  private interface Values<T> {
    @Nullable String of(T row, Field field);
  }

  private <T> SearchOutcome<T> answer(
      UUID reader,
      PageRequest page,
      List<T> rows,
      Function<T, String> key,
      Values<T> values,
      Function<T, UUID> identity) {
    asked.add(page.condition());
    await();
    if (people.stream().anyMatch(p -> p.id().equals(reader) && gone.contains(p.username()))) {
      return new SearchOutcome.ReaderGone<>();
    }
    String after = page.after();
    Predicate<T> unseen = row -> after == null || key.apply(row).compareTo(after) > 0;
    return new SearchOutcome.Found<>(
        rows.stream()
            .sorted(Comparator.comparing(key))
            .filter(unseen)
            .filter(row -> holds(page.condition(), row, values, identity))
            .limit(page.limit())
            .toList());
  }

  private static <T> boolean holds(
      Condition condition, T row, Values<T> values, Function<T, UUID> identity) {
    return switch (condition) {
      case Condition.Always() -> true;
      case Condition.Never() -> false;
      case Condition.HasId(UUID id) -> identity.apply(row).equals(id);
      case Condition.Not(Condition inner) -> !holds(inner, row, values, identity);
      case Condition.All(List<Condition> all) ->
          all.stream().allMatch(part -> holds(part, row, values, identity));
      case Condition.Any(List<Condition> any) ->
          any.stream().anyMatch(part -> holds(part, row, values, identity));
      case Condition.Present(Field field) -> values.of(row, field) != null;
      case Condition.Equal(Field field, String value) -> value.equals(lower(row, field, values));
      case Condition.Substring substring ->
          contains(substring, lower(row, substring.field(), values));
    };
  }

  private static <T> @Nullable String lower(T row, Field field, Values<T> values) {
    String value = values.of(row, field);
    return value == null ? null : value.toLowerCase(Locale.ROOT);
  }

  private static boolean contains(Condition.Substring parts, @Nullable String value) {
    if (value == null) {
      return false;
    }
    StringBuilder pattern = new StringBuilder();
    if (parts.initial() != null) {
      pattern.append(Pattern.quote(parts.initial()));
    }
    pattern.append(".*");
    for (String middle : parts.middle()) {
      pattern.append(Pattern.quote(middle)).append(".*");
    }
    if (parts.last() != null) {
      pattern.append(Pattern.quote(parts.last()));
    }
    return value.matches(pattern.toString());
  }

  private static @Nullable String value(Person person, Field field) {
    Unit unit = person.unit();
    return switch (field) {
      case USERNAME -> person.username();
      case FULL_NAME -> person.name().display();
      case FAMILY_NAME -> person.name().family();
      case GIVEN_NAMES -> person.name().givenNames();
      case MAIL -> person.mail();
      case TELEPHONE -> person.telephone();
      case TITLE -> person.title();
      case UNIT_CODE -> unit == null ? null : unit.code();
      case UNIT_NAME -> unit == null ? null : unit.name();
    };
  }

  private static @Nullable String value(Unit unit, Field field) {
    return switch (field) {
      case UNIT_CODE -> unit.code();
      case UNIT_NAME -> unit.name();
      default -> null;
    };
  }

  private void await() {
    CountDownLatch latch = held;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
