package vn.antin.auth.api.delegations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.antin.auth.Patience.await;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.Rest;
import vn.antin.auth.api.WithFakeTokens;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.delegation.DelegationId;
import vn.antin.auth.org.delegation.SigningForm;
import vn.antin.auth.org.delegation.SigningRights;
import vn.antin.auth.org.delegation.SigningRights.Finding;
import vn.antin.auth.org.reorganisation.TestTree;
import vn.antin.auth.web.House;

@AuthServerTest
@Import(WithFakeTokens.class)
final class DelegationsTest {
  private static final UUID NOBODY = new UUID(0, 0);

  private final JdbcClient jdbc;
  private final String origin;
  private final SigningRights rights;
  private final LocalDate today;
  private final TestTree made;
  private UnitId commune = new UnitId(NOBODY);
  private UnitId office = new UnitId(NOBODY);
  private AccountId chairman = new AccountId(NOBODY);
  private AccountId deputy = new AccountId(NOBODY);
  private AccountId chief = new AccountId(NOBODY);
  private PostId chairmanPost = new PostId(NOBODY);
  private AccountId administrator = new AccountId(NOBODY);

  DelegationsTest(JdbcClient jdbc, House house, SigningRights rights, InstantSource clock) {
    this.jdbc = jdbc;
    this.origin = house.issuer().toString();
    this.rights = rights;
    this.today = EffectiveDate.today(clock);
    this.made = new TestTree(jdbc);
  }

  @BeforeEach
  void grow() {
    String code = TestTree.code();
    commune = made.unit(null, "commune", code, "Xã " + code);
    office = made.unit(commune, "division", code + ".01", "Văn phòng " + code);
    chairmanPost = made.post(commune, "Chủ tịch Ủy ban nhân dân");
    chairman = made.holder(chairmanPost, "Chủ");
    deputy = made.holder(made.post(commune, "Phó Chủ tịch Ủy ban nhân dân"), "Phó");
    chief = made.holder(made.post(office, "Chánh Văn phòng"), "Chánh");
    administrator = made.official("Quản");
    made.role(administrator, "unit-administrator", commune);
  }

  @Test
  void deputySignsForTheChairmanByARecord() {
    Rest.Reply reply = as(administrator).post("/api/delegations", wish("KT", deputy, null));
    assertThat(reply.status()).isEqualTo(201);
    JsonNode given = reply.json().path("delegation");
    assertThat(given.path("delegator").path("official").asString())
        .as("the one who heads the unit")
        .isEqualTo(chairman.toString());
    assertThat(given.path("state").asString()).isEqualTo("stands");
    assertThat(as(administrator).get("/api/delegations?unit=" + commune).json().path("items"))
        .hasSize(1);

    UUID id = UUID.fromString(given.path("id").asString());
    assertThat(find(deputy, SigningForm.KT, "PHÓ CHỦ TỊCH", id))
        .isInstanceOfSatisfying(
            Finding.Holds.class,
            holds ->
                assertThat(holds.by())
                    .hasToString(
                        "GivenBy[name=Lê Chủ, title=Chủ tịch Ủy ban nhân dân, document="
                            + "DelegationDocument[number=15, notation=QĐ-UBND, date="
                            + today.minusDays(3)
                            + "], to=null]"));
    assertThat(find(deputy, SigningForm.KT, "CHỦ TỊCH", id)).isInstanceOf(Finding.OtherTitle.class);
    assertThat(find(deputy, SigningForm.TUQ, "", id)).isInstanceOf(Finding.NoDelegation.class);
    assertThat(find(deputy, SigningForm.KT, "", null)).isInstanceOf(Finding.NoDelegation.class);
    assertThat(find(chief, SigningForm.KT, "", id)).isInstanceOf(Finding.NoDelegation.class);
  }

  @Test
  void postsGiveWhatNeedsNoRecord() {
    assertThat(find(chairman, SigningForm.NONE, "CHỦ TỊCH", null))
        .isInstanceOf(Finding.Holds.class);
    assertThat(find(chairman, SigningForm.TM, "", null)).isInstanceOf(Finding.Holds.class);
    assertThat(find(chairman, SigningForm.Q, "", null)).isInstanceOf(Finding.NoPost.class);
    assertThat(find(deputy, SigningForm.NONE, "", null)).isInstanceOf(Finding.NoPost.class);
    assertThat(find(deputy, SigningForm.TM, "", null)).isInstanceOf(Finding.NoPost.class);
    assertThat(rights.find(chief, new SigningRights.Claim(SigningForm.TM, "", office, null)))
        .as("an office does not decide as a body")
        .isInstanceOf(Finding.NoPost.class);

    jdbc.sql("UPDATE assignment SET kind = 'acting' WHERE account_id = :id")
        .param("id", chairman.value())
        .update();
    assertThat(find(chairman, SigningForm.Q, "CHỦ TỊCH", null)).isInstanceOf(Finding.Holds.class);
    assertThat(find(chairman, SigningForm.NONE, "", null)).isInstanceOf(Finding.NoPost.class);
  }

  @Test
  void rankOfAPostIsSaidByItsTitleUntilSomebodyDoes() {
    Rest.Reply post = as(administrator).get("/api/posts/" + chairmanPost);
    assertThat(post.json().path("post").path("rank").asString()).isEqualTo("head");
    Rest.Reply changed =
        as(administrator)
            .send(
                "PATCH",
                "/api/posts/" + chairmanPost,
                Map.of("rank", "member"),
                "If-Match",
                post.header("ETag"));
    assertThat(changed.json().path("post").path("rank").asString()).isEqualTo("member");
    assertThat(find(chairman, SigningForm.NONE, "", null)).isInstanceOf(Finding.NoPost.class);
  }

  @Test
  void subDelegationHasAnEndAndIsNotGivenOn() {
    assertThat(fault(wish("TUQ", chief, null))).isEqualTo("validTo date");
    assertThat(fault(wish("TUQ", chief, today.plusDays(366)))).isEqualTo("validTo date");
    assertThat(fault(wish("TUQ", deputy, today.plusDays(30))))
        .as("a deputy heads no unit beneath")
        .isEqualTo("delegateId standing");
    assertThat(fault(wish("KT", chief, null))).isEqualTo("delegateId standing");
    assertThat(
            as(administrator)
                .post("/api/delegations", wish("TUQ", chief, today.plusDays(365)))
                .status())
        .isEqualTo(201);

    Map<String, Object> on = wish("KT", deputy, null);
    on.put("delegatorId", chief.toString());
    assertThat(fault(on)).isEqualTo("delegatorId redelegated");
    on.put("delegatorId", deputy.toString());
    assertThat(fault(on)).isEqualTo("delegatorId standing");
  }

  @Test
  void recordLapsesWithThePostItRestsOn() {
    UUID id = recorded(wish("TUQ", chief, today.plusDays(30)));
    assertThat(find(chief, SigningForm.TUQ, "CHÁNH VĂN PHÒNG", id))
        .isInstanceOf(Finding.Holds.class);
    leave(chairman);
    assertThat(find(chief, SigningForm.TUQ, "", id)).isInstanceOf(Finding.NoDelegation.class);
    assertThat(state(id)).isEqualTo("lapsed");
    // Who comes into the post gives nothing that the one before gave.
    made.holder(chairmanPost, "Mới");
    assertThat(find(chief, SigningForm.TUQ, "", id)).isInstanceOf(Finding.NoDelegation.class);
  }

  @Test
  void endedRecordKeepsItsHistory() {
    UUID id = recorded(wish("KT", deputy, null));
    Rest admin = as(administrator);
    String path = "/api/delegations/" + id;
    assertThat(admin.send("DELETE", path, null).status()).isEqualTo(428);
    assertThat(admin.send("DELETE", path + "?reason=x", null, "If-Match", "\"1\"").status())
        .isEqualTo(204);
    assertThat(admin.send("DELETE", path, null, "If-Match", "\"1\"").status()).isEqualTo(412);
    Rest.Reply read = admin.get(path);
    assertThat(read.json().path("delegation").path("state").asString()).isEqualTo("ended");
    assertThat(read.json().path("history")).hasSize(2);
    assertThat(find(deputy, SigningForm.KT, "", id)).isInstanceOf(Finding.NoDelegation.class);
    assertThat(admin.get("/api/delegations?unit=" + commune).json().path("items")).isEmpty();
    assertThat(admin.get("/api/delegations?ended=true&unit=" + commune).json().path("items"))
        .hasSize(1);

    for (String rewriting :
        new String[] {
          "UPDATE signing_delegation SET matters = 'khác'",
          "DELETE FROM signing_delegation",
          "DELETE FROM signing_delegation_history",
          "UPDATE signing_delegation_history SET reason = 'khác'"
        }) {
      assertThatThrownBy(() -> jdbc.sql(rewriting).update())
          .as(rewriting)
          .isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void nobodyActsOutsideTheirScopeOrForThemselves() {
    UUID id = recorded(wish("KT", deputy, null));
    UnitId elsewhere = made.unit(null, "commune", TestTree.code(), "Xã khác");
    AccountId other = made.official("Khác");
    made.role(other, "unit-administrator", elsewhere);
    assertThat(as(other).get("/api/delegations/" + id).status()).isEqualTo(404);
    assertThat(
            as(other).send("DELETE", "/api/delegations/" + id, null, "If-Match", "\"1\"").status())
        .isEqualTo(404);
    assertThat(as(other).get("/api/delegations?ended=true").json().path("items")).isEmpty();
    assertThat(
            as(other)
                .post("/api/delegations", wish("KT", deputy, null))
                .json()
                .path("errors")
                .get(0)
                .path("field")
                .asString())
        .isEqualTo("unitId");
    made.role(deputy, "unit-administrator", commune);
    Rest.Reply own = as(deputy).post("/api/delegations", wish("KT", deputy, null));
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.text("type")).endsWith("own-act");
  }

  @Test
  void feedTellsRecordsAndRanks() {
    UUID id = recorded(wish("KT", deputy, null));
    await()
        .until(() -> {
          JsonNode delegation = fed(id.toString());
          return delegation != null
              && delegation.path("delegateId").asString().equals(deputy.toString())
              && delegation.path("delegatorPostId").asString().equals(chairmanPost.toString());
        });
    String assignment =
        jdbc.sql("SELECT id::text FROM assignment WHERE account_id = :id")
            .param("id", deputy.value())
            .query(String.class)
            .single();
    assertThat(Objects.requireNonNull(fed(assignment)).path("rank").asString()).isEqualTo("deputy");
  }

  private @Nullable JsonNode fed(String id) {
    String next = "";
    boolean more = true;
    while (more) {
      JsonNode page =
          new Rest(origin, "signing-service_people.read")
              .get("/internal/people?limit=5000" + (next.isEmpty() ? "" : "&after=" + next))
              .json();
      for (JsonNode item : page.path("items")) {
        if (item.path("id").asString().equals(id)) {
          return item;
        }
      }
      next = page.path("next").asString();
      more = page.path("more").asBoolean();
    }
    return null;
  }

  private Map<String, Object> wish(String form, AccountId delegate, @Nullable LocalDate to) {
    var wish = new HashMap<String, Object>();
    wish.put("form", form);
    wish.put("unitId", commune.toString());
    wish.put("delegateId", delegate.toString());
    wish.put("matters", "Văn hóa, xã hội");
    wish.put(
        "document",
        Map.of("number", "15", "notation", "QĐ-UBND", "date", today.minusDays(3).toString()));
    if (to != null) {
      wish.put("validTo", to.toString());
    }
    return wish;
  }

  private UUID recorded(Map<String, Object> wish) {
    Rest.Reply reply = as(administrator).post("/api/delegations", wish);
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(201);
    return UUID.fromString(reply.json().path("delegation").path("id").asString());
  }

  private String fault(Map<String, Object> wish) {
    Rest.Reply reply = as(administrator).post("/api/delegations", wish);
    JsonNode fault = reply.json().path("errors").path(0);
    return fault.path("field").asString("") + " " + fault.path("code").asString("");
  }

  private String state(UUID id) {
    return as(administrator)
        .get("/api/delegations/" + id)
        .json()
        .path("delegation")
        .path("state")
        .asString();
  }

  private Finding find(
      AccountId official, SigningForm form, String title, @Nullable UUID delegation) {
    return rights.find(
        official,
        new SigningRights.Claim(
            form, title, commune, delegation == null ? null : new DelegationId(delegation)));
  }

  private void leave(AccountId official) {
    jdbc.sql("UPDATE assignment SET valid_to = :today WHERE account_id = :id")
        .param("today", today)
        .param("id", official.value())
        .update();
  }

  private Rest as(AccountId caller) {
    return new Rest(origin, caller + "_admin");
  }
}
