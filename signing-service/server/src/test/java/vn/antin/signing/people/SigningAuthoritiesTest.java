package vn.antin.signing.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.people.SigningAuthorities.Standing;
import vn.antin.signing.people.SigningAuthority.Form;

final class SigningAuthoritiesTest {
  private static final UUID KT = new UUID(0xA000L, 1);
  private static final UUID TUQ = new UUID(0xA000L, 2);
  private static final Instant BEFORE_THE_END = Instant.parse("2099-01-31T16:59:59Z");
  private static final Instant END = Instant.parse("2099-01-31T17:00:00Z");

  private RunningService service;
  private SigningAuthorities authorities;
  private PeopleFeed feed;

  @BeforeEach
  void start() {
    service = RunningService.start("antin.people.interval=1h");
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM people_feed WHERE position IS NOT NULL")
                .query(Long.class)
                .single()
            == 1);
    service.authServer.replacePeople(TestProvince.items());
    authorities = service.bean(SigningAuthorities.class);
    feed = service.bean(PeopleFeed.class);
    service.authServer.add(
        TestProvince.seat(1, CHAIRMAN, PROVINCE, "Chủ tịch UBND tỉnh", "head", "main", null));
    service.authServer.add(
        TestProvince.seat(2, CLERK, PROVINCE, "Phó Chủ tịch UBND tỉnh", "deputy", "main", null));
    service.authServer.add(
        TestProvince.seat(3, VILLAGER, COMMUNE, "Chủ tịch UBND xã", "head", "acting", null));
    service.authServer.add(
        TestProvince.delegation(KT, "KT", PROVINCE, CHAIRMAN, 1, CLERK, 2, "2099-02-01"));
    service.authServer.add(
        TestProvince.delegation(TUQ, "TUQ", PROVINCE, CHAIRMAN, 1, VILLAGER, 3, "2099-02-01"));
    feed.look();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void postsGiveWhatNeedsNoRecord() {
    assertThat(find(CHAIRMAN, Form.NONE, "CHỦ TỊCH", PROVINCE, null))
        .isEqualTo(new Standing.Holds("Chủ tịch UBND tỉnh"));
    assertThat(find(CHAIRMAN, Form.TM, "", PROVINCE, null)).isInstanceOf(Standing.Holds.class);
    assertThat(find(CHAIRMAN, Form.Q, "", PROVINCE, null)).isInstanceOf(Standing.NoPost.class);
    assertThat(find(CLERK, Form.NONE, "", PROVINCE, null)).isInstanceOf(Standing.NoPost.class);
    assertThat(find(VILLAGER, Form.Q, "CHỦ TỊCH", COMMUNE, null))
        .isInstanceOf(Standing.Holds.class);
    assertThat(find(VILLAGER, Form.NONE, "", COMMUNE, null)).isInstanceOf(Standing.NoPost.class);
    assertThat(find(VILLAGER, Form.Q, "", OTHER_COMMUNE, null)).isInstanceOf(Standing.NoPost.class);
  }

  @Test
  void recordGivesItsFormItsUnitAndItsDelegateOnly() {
    assertThat(find(CLERK, Form.KT, "PHÓ CHỦ TỊCH", PROVINCE, KT))
        .isInstanceOf(Standing.Holds.class);
    assertThat(find(CLERK, Form.KT, "CHỦ TỊCH", PROVINCE, KT))
        .isInstanceOf(Standing.OtherTitle.class);
    assertThat(find(VILLAGER, Form.TUQ, "", PROVINCE, TUQ)).isInstanceOf(Standing.Holds.class);
    assertThat(find(CLERK, Form.KT, "", PROVINCE, TUQ)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(CLERK, Form.TL, "", PROVINCE, KT)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(CLERK, Form.KT, "", COMMUNE, KT)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(VILLAGER, Form.KT, "", PROVINCE, KT)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(CLERK, Form.KT, "", PROVINCE, null)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(CHAIRMAN, Form.NONE, "", PROVINCE, KT)).isInstanceOf(Standing.NoPost.class);
  }

  @Test
  void recordEndsAtMidnightInVietnam() {
    var authority = new SigningAuthority(Form.KT, "", new UnitId(PROVINCE), KT);
    assertThat(authorities.find(new OfficialId(CLERK), authority, BEFORE_THE_END))
        .isInstanceOf(Standing.Holds.class);
    assertThat(authorities.find(new OfficialId(CLERK), authority, END))
        .isInstanceOf(Standing.NoDelegation.class);
  }

  @Test
  void recordLapsesWithThePostsItRestsOn() {
    service.authServer.add(
        TestProvince.seat(
            1, CHAIRMAN, PROVINCE, "Chủ tịch UBND tỉnh", "head", "main", "2025-08-01"));
    feed.look();
    assertThat(find(CLERK, Form.KT, "", PROVINCE, KT)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(VILLAGER, Form.TUQ, "", PROVINCE, TUQ))
        .isInstanceOf(Standing.NoDelegation.class);
  }

  @Test
  void delegateWhoIsDisabledOrEndsMaySignNoMore() {
    service.authServer.add(TestProvince.official(CLERK, "official0002", "Trần", "disabled"));
    service.authServer.add(
        TestProvince.delegation(TUQ, "TUQ", PROVINCE, CHAIRMAN, 1, VILLAGER, 3, "2025-08-01"));
    feed.look();
    assertThat(find(CLERK, Form.KT, "", PROVINCE, KT)).isInstanceOf(Standing.NoDelegation.class);
    assertThat(find(VILLAGER, Form.TUQ, "", PROVINCE, TUQ))
        .isInstanceOf(Standing.NoDelegation.class);
  }

  @Test
  void copyThatLagsBehindGivesNoAnswer() {
    service.authServer.stop();
    service.clock.advance(Duration.ofMinutes(6));
    assertThatThrownBy(() -> find(CHAIRMAN, Form.NONE, "", PROVINCE, null))
        .hasMessageContaining("lags behind");
  }

  private Standing find(
      UUID official, Form form, String title, UUID unit, @Nullable UUID delegation) {
    return authorities.find(
        new OfficialId(official),
        new SigningAuthority(form, title, new UnitId(unit), delegation),
        service.clock.instant());
  }
}
