package vn.antin.auth.oauth2.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.token.Spent.Replayed;
import vn.antin.auth.oauth2.token.Spent.Taken;
import vn.antin.auth.oauth2.token.Spent.Unknown;
import vn.antin.auth.session.Session;

/** What the token store promises on any PostgreSQL it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenStoreContract {
  private static final Duration LIFETIME = Duration.ofHours(8);
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
  private static final NewCode CODE =
      new NewCode(CODE_LIFETIME, "https://qlvb.example/cb", null, "dpop-thumbprint");

  private final TestClock clock = new TestClock();
  private ContractDatabase database;
  private JdbcClient jdbc;
  private TransactionTemplate transactions;
  private TokenStore store;
  private TokenPartitions partitions;
  private TestSessions sessions;

  /** An empty database, migrated. */
  abstract ContractDatabase database() throws Exception;

  @BeforeAll
  void migrate() throws Exception {
    database = database();
    jdbc = JdbcClient.create(database.application());
    transactions = new TransactionTemplate(new JdbcTransactionManager(database.application()));
    store = new TokenStore(jdbc, clock);
    partitions = new TokenPartitions(jdbc, database.owner(), clock);
    partitions.make();
    sessions = new TestSessions(jdbc, clock);
  }

  @Test
  void handleTellsItsBucketAndNothingElse() {
    Handle handle = Handle.create(LocalDate.of(2026, 11, 22));
    assertThat(handle).hasToString("Handle");
    assertThat(Handle.parse(handle.reveal())).contains(handle);
    assertThat(Handle.parse(handle.reveal() + "A")).isEmpty();
    assertThat(Handle.parse("*".repeat(46))).isEmpty();
  }

  @Test
  void codeIsTakenOnceAndASecondUseEndsTheFamily() {
    Handle code = open(sessions.open());

    Taken taken = (Taken) spend(HandleKind.CODE, code);
    assertThat(taken.alive()).isTrue();
    assertThat(taken.redirectUri()).isEqualTo("https://qlvb.example/cb");
    Handle refresh = issueRefresh(taken.family());

    assertThat(spend(HandleKind.CODE, code))
        .isEqualTo(new Replayed(taken.family().id(), "qlvb", true));
    assertThat(spend(HandleKind.CODE, code))
        .isEqualTo(new Replayed(taken.family().id(), "qlvb", false));
    assertThat(((Taken) spend(HandleKind.REFRESH, refresh)).alive()).isFalse();
    assertThat(store.findAlive(taken.family().id())).isEmpty();
  }

  @Test
  void ofParallelUsesExactlyOneIsTaken() throws Exception {
    Handle code = open(sessions.open());
    List<Spent> all = inParallel(20, () -> spend(HandleKind.CODE, code));
    assertThat(all).filteredOn(Taken.class::isInstance).hasSize(1);
    assertThat(all)
        .filteredOn(spent -> spent instanceof Replayed replayed && replayed.first())
        .hasSize(1);
  }

  @Test
  void handleOfOneKindIsUnknownAsAnother() {
    Handle code = open(sessions.open());
    assertThat(spend(HandleKind.REFRESH, code)).isEqualTo(new Unknown());
    assertThat(spend(HandleKind.CODE, code)).isInstanceOf(Taken.class);
  }

  @Test
  void unknownHandleIsUnknownWhateverDayItNames() {
    assertThat(spend(HandleKind.CODE, Handle.create(today()))).isEqualTo(new Unknown());
    assertThat(spend(HandleKind.CODE, Handle.create(LocalDate.EPOCH))).isEqualTo(new Unknown());
    assertThat(spend(HandleKind.CODE, Handle.create(today().plusDays(4000))))
        .isEqualTo(new Unknown());
  }

  @Test
  void spendingIsUndoneWithItsTransaction() {
    Handle code = open(sessions.open());
    transactions.executeWithoutResult(status -> {
      assertThat(store.spend(HandleKind.CODE, code)).isInstanceOf(Taken.class);
      status.setRollbackOnly();
    });
    assertThat(spend(HandleKind.CODE, code)).isInstanceOf(Taken.class);
  }

  @Test
  void endedSessionEndsItsTokensAtOnce() {
    Session session = sessions.open();
    Family family = ((Taken) spend(HandleKind.CODE, open(session))).family();
    Handle access = issueAccess(family);
    assertThat(store.findAlive(HandleKind.ACCESS, access)).isPresent();

    sessions.end(session);

    assertThat(store.findAlive(HandleKind.ACCESS, access)).isEmpty();
    assertThat(store.findAlive(family.id())).isEmpty();
    assertThat(((Taken) spend(HandleKind.REFRESH, issueRefresh(family))).alive()).isFalse();
    assertThat(store.open(request(session), CODE)).isEmpty();
  }

  @Test
  void disabledAccountEndsItsTokensAtOnce() {
    Session session = sessions.open();
    Family family = ((Taken) spend(HandleKind.CODE, open(session))).family();
    sessions.disable(session.account());
    assertThat(store.findAlive(family.id())).isEmpty();
    assertThat(((Taken) spend(HandleKind.REFRESH, issueRefresh(family))).alive()).isFalse();
    assertThat(store.open(request(session), CODE)).isEmpty();
  }

  @Test
  void familyEndsWithItsSessionAtTheLatest() {
    Session session = sessions.open(Duration.ofHours(2));
    Family family = ((Taken) spend(HandleKind.CODE, open(session))).family();
    assertThat(family.endsAt()).isEqualTo(session.expiresAt());
    assertThat(family.id().bucket())
        .isEqualTo(LocalDate.ofInstant(session.expiresAt(), ZoneOffset.UTC));
  }

  @Test
  void tokenIdLeadsBackToItsFamily() {
    Family family = ((Taken) spend(HandleKind.CODE, open(sessions.open()))).family();
    String tokenId = family.id().newTokenId();
    assertThat(FamilyId.ofTokenId(tokenId)).contains(family.id());
    assertThat(family.id().newTokenId()).isNotEqualTo(tokenId);
    assertThat(FamilyId.ofTokenId(UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void exchangedHandleIsFollowedByOneThatCanBeSpentOnce() {
    Handle code = open(sessions.open());
    Taken taken = (Taken) transactions.execute(status -> store.exchange(HandleKind.CODE, code));
    Handle next = java.util.Objects.requireNonNull(taken.next());
    Taken refreshed =
        (Taken) transactions.execute(status -> store.exchange(HandleKind.REFRESH, next));
    assertThat(refreshed.family().id()).isEqualTo(taken.family().id());
    assertThat(refreshed.expiresAt()).isEqualTo(taken.family().endsAt());
    assertThat(spend(HandleKind.REFRESH, next)).isInstanceOf(Replayed.class);
  }

  @Test
  void refusedExchangeGivesNoNext() {
    Handle code = open(sessions.open());
    spend(HandleKind.CODE, code);
    long before = count();
    Spent again = transactions.execute(status -> store.exchange(HandleKind.CODE, code));
    assertThat(again).isInstanceOf(Replayed.class);
    assertThat(count()).isEqualTo(before);
  }

  private long count() {
    return jdbc.sql("SELECT count(*) FROM token_handle").query(Long.class).single();
  }

  @Test
  void familyKeepsWhatItIsLimitedToAndIsBoundOnce() {
    Family family = store.begin(request(sessions.open())).orElseThrow();
    assertThat(family.resources()).containsExactly("https://api.example");
    assertThat(family.claims()).isEqualTo("{\"userinfo\":{}}");
    assertThat(family.confirmation()).isNull();

    Confirmation key = new Confirmation.DpopKey("thumbprint");
    assertThat(store.bind(family, key).confirmation()).isEqualTo(key);

    Handle refresh = issueRefresh(family);
    assertThat(((Taken) spend(HandleKind.REFRESH, refresh)).family().confirmation()).isEqualTo(key);
    assertThatThrownBy(() -> store.bind(family, new Confirmation.Certificate("other")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void revokedGrantEndsItsTokens() {
    UUID grant = UUID.randomUUID();
    Session session = sessions.open();
    NewFamily approved =
        new NewFamily(
            "qlvb",
            session,
            Set.of("credential"),
            null,
            new ApprovedDetails(grant, "[{}]", "{\"a\":1}"),
            Set.of(),
            null,
            LIFETIME);
    Handle code = store.open(approved, CODE).orElseThrow();
    Handle access = issueAccess(((Taken) spend(HandleKind.CODE, code)).family());
    assertThat(store.findAlive(HandleKind.ACCESS, access).orElseThrow().family().approval())
        .isEqualTo(new ApprovedDetails(grant, "[{}]", "{\"a\":1}"));

    assertThat(store.endAll(grant, "test")).isEqualTo(1);

    assertThat(store.findAlive(HandleKind.ACCESS, access)).isEmpty();
  }

  @Test
  void replayIsSeenUntilTheFamilysDayIsOverAndThePartitionGoesThen() throws SQLException {
    Handle code = open(sessions.open(Duration.ofHours(1)));
    spend(HandleKind.CODE, code);
    clock.advance(Duration.ofDays(1));
    partitions.make();
    partitions.removeExpired();
    assertThat(spend(HandleKind.CODE, code)).isInstanceOf(Replayed.class);

    clock.advance(Duration.ofDays(2));
    partitions.make();
    assertThat(partitions.removeExpired())
        .contains("token_handle_" + code.bucket().toString().replace("-", ""));

    assertThat(spend(HandleKind.CODE, code)).isEqualTo(new Unknown());
    assertThat(partitions.removeExpired()).isEmpty();
    assertThat(spend(HandleKind.CODE, open(sessions.open()))).isInstanceOf(Taken.class);
  }

  @Test
  void partitionsAreMadeOnceByAnyNumberOfNodes() throws Exception {
    clock.advance(Duration.ofDays(1));
    List<Integer> made = inParallel(4, partitions::make);
    assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    assertThat(partitions.make()).isZero();
  }

  @Test
  void everyLookupTouchesOnePartitionOfEachTable() {
    for (TokenQueries query : TokenQueries.values()) {
      String plan =
          String.join(
              "\n",
              jdbc.sql("EXPLAIN " + query.on(today()))
                  .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                  .param("hash", new byte[32])
                  .param("kind", "code")
                  .param("id", UUID.randomUUID())
                  .param("because", "test")
                  .param("dpopKey", "thumbprint")
                  .param("certificate", null)
                  .param("next", new byte[32])
                  .query(String.class)
                  .list());
      assertThat(partitions(plan, "token_handle")).as(plan).hasSizeLessThanOrEqualTo(1);
      assertThat(partitions(plan, "token_family")).as(plan).hasSizeLessThanOrEqualTo(1);
    }
  }

  private static Set<String> partitions(String plan, String table) {
    return Pattern.compile(table + "_[0-9]{8}")
        .matcher(plan)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  @Test
  void applicationCannotDeleteWhatProvesAReplay() {
    String partition = "token_handle_" + today().toString().replace("-", "");
    assertThat(
            List.of(
                "DELETE FROM token_handle", "TRUNCATE " + partition, "CREATE TABLE more (x int)"))
        .allSatisfy(statement ->
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                .rootCause()
                .hasMessageContaining("permission denied"));
  }

  private Handle open(Session session) {
    return store.open(request(session), CODE).orElseThrow();
  }

  private static NewFamily request(Session session) {
    return new NewFamily(
        "qlvb",
        session,
        Set.of("openid", "profile"),
        "n-1",
        null,
        Set.of("https://api.example"),
        "{\"userinfo\":{}}",
        LIFETIME);
  }

  private Spent spend(HandleKind kind, Handle handle) {
    return transactions.execute(status -> store.spend(kind, handle));
  }

  private Handle issueRefresh(Family family) {
    return store.issue(family, HandleKind.REFRESH, family.endsAt());
  }

  private Handle issueAccess(Family family) {
    return store.issue(family, HandleKind.ACCESS, clock.instant().plus(Duration.ofMinutes(5)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  static <T> List<T> inParallel(int times, Callable<T> act) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Future<T>> running =
          IntStream.range(0, times)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return act.call();
                  }))
              .toList();
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }
}
