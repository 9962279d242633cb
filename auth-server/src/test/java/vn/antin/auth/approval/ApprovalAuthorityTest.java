package vn.antin.auth.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.reorganisation.TestTree;
import vn.antin.auth.web.House;

/** The page says by what right the official signs, and stops where there is none. */
@AuthServerTest
@TestPropertySource(properties = "antin.sample.officials=20")
final class ApprovalAuthorityTest {
  private static final String OFFICIAL = "official0001";

  private final JdbcClient jdbc;
  private final TestApproval asked;
  private final TestTree made;
  private final SigningServiceFake signingService;
  private UnitId unit = new UnitId(new UUID(0, 0));
  private UUID delegation = new UUID(0, 0);
  private PostId headPost = new PostId(new UUID(0, 0));
  private String title = "";

  @Autowired
  ApprovalAuthorityTest(House house, JdbcClient jdbc) {
    this.jdbc = jdbc;
    asked = new TestApproval(house, jdbc);
    made = new TestTree(jdbc);
    signingService = new SigningServiceFake(house.signingServiceUrl());
  }

  @BeforeEach
  void delegate() {
    // In the official's only post: who holds several is asked at login which one it is today.
    UUID post =
        jdbc.sql(
                """
                SELECT s.post_id FROM assignment s JOIN account a ON a.id = s.account_id
                WHERE a.username = :name AND s.kind = 'main' AND s.valid_to IS NULL
                """)
            .param("name", OFFICIAL)
            .query(UUID.class)
            .single();
    unit =
        new UnitId(
            jdbc.sql("SELECT unit_id FROM post WHERE id = :id")
                .param("id", post)
                .query(UUID.class)
                .single());
    title =
        jdbc.sql("SELECT title FROM post WHERE id = :id")
            .param("id", post)
            .query(String.class)
            .single();
    headPost = made.post(unit, "Chủ tịch");
    var chairman = made.holder(headPost, "Chủ");
    delegation =
        jdbc.sql(
                """
                INSERT INTO signing_delegation (form, unit_id, delegator_id, delegator_post_id,
                  delegate_id, delegate_post_id, matters, document_number, document_notation,
                  document_date, valid_from, recorded_by, recorded_at)
                SELECT 'KT', :unit, s.account_id, s.post_id, a.id, :post, 'Tất cả', '15',
                  'QĐ-UBND', DATE '2025-08-01', DATE '2025-08-01', s.account_id, now()
                FROM assignment s CROSS JOIN account a
                WHERE s.account_id = :chairman AND a.username = :name
                RETURNING id
                """)
            .param("unit", unit.value())
            .param("post", post)
            .param("chairman", chairman.value())
            .param("name", OFFICIAL)
            .query(UUID.class)
            .single();
    jdbc.sql("UPDATE signing_pin SET attempts = 0, locked_until = NULL").update();
  }

  @AfterEach
  void stop() {
    signingService.close();
    jdbc.sql("UPDATE signing_delegation SET valid_to = valid_from WHERE id = :id")
        .param("id", delegation)
        .update();
    jdbc.sql(
            """
            UPDATE assignment SET valid_to = valid_from
            WHERE post_id = :post
            """)
        .param("post", headPost.value())
        .update();
  }

  private void holds(String form, String title) {
    signingService.holds(
        asked.request,
        asked
            .description(OFFICIAL, TestApproval.HASH)
            .replace(
                "\"pages\":2,",
                """
                "pages":2,"parameters":{"authority":{"form":"%s","title":"%s","unit":"%s",
                "delegation":"%s"}},\
                """
                    .formatted(form, title, unit, delegation)));
  }

  @Test
  void pageSaysByWhatRightAndApprovalAsksAgain() {
    holds("KT", title.toUpperCase(Locale.ROOT));
    HttpResponse<String> page = asked.page(OFFICIAL, "antin-demo-2026");
    assertThat(page.body()).contains("KT. (ký thay) người đứng đầu", title, "15/QĐ-UBND", "Lê Chủ");

    jdbc.sql("UPDATE signing_delegation SET valid_to = valid_from WHERE id = :id")
        .param("id", delegation)
        .update();
    HttpResponse<String> refused = asked.decide(page, "approve", "202611");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Không có ủy quyền còn hiệu lực");
    assertThat(asked.grants()).isZero();
  }

  @Test
  void rightThatTheRecordDoesNotGiveStopsThePage() {
    holds("TUQ", "");
    HttpResponse<String> page = asked.page(OFFICIAL, "antin-demo-2026");
    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("Không có ủy quyền còn hiệu lực");
  }

  @Test
  void postOfAnotherStopsThePage() {
    holds("KT", "CHỨC VỤ KHÁC");
    assertThat(asked.page(OFFICIAL, "antin-demo-2026").body())
        .contains("không phải chức vụ của bạn");
  }
}
