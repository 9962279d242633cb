package vn.antin.auth.org.delegation;

import java.text.Normalizer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.UnitId;

/**
 * Whether an official may sign for a unit in a form today. Thread-safe; asked anew each time, so
 * who leaves a post loses what rests on it at once.
 */
@Repository
public final class SigningRights {
  private static final String HEADS =
      """
      SELECT p.title, u.name AS unit FROM assignment s
      JOIN post p ON p.id = s.post_id JOIN org_unit u ON u.id = p.unit_id
      JOIN account a ON a.id = s.account_id AND a.status = 'active'
      WHERE s.account_id = :official AND p.unit_id = :unit AND p.rank = 'head'
        AND (s.kind = 'acting') = ANY (:acting)
        AND (NOT :body OR u.kind = ANY (:collective))
        AND u.valid_from <= :day AND (u.valid_to IS NULL OR u.valid_to > :day)
        AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day)
      ORDER BY s.kind <> 'main', s.valid_from, s.id
      """;
  private static final String DELEGATED =
      """
      SELECT post.title, u.name AS unit, delegator.display_name, giving.title AS giver,
             d.document_number, d.document_notation, d.document_date, d.valid_to
      FROM signing_delegation d
      JOIN org_unit u ON u.id = d.unit_id
      JOIN post ON post.id = d.delegate_post_id
      JOIN post giving ON giving.id = d.delegator_post_id
      JOIN account delegator ON delegator.id = d.delegator_id
      JOIN account a ON a.id = d.delegate_id AND a.status = 'active'
      WHERE d.id = :id AND d.delegate_id = :official AND d.unit_id = :unit AND d.form = :form
        AND d.valid_from <= :day AND (d.valid_to IS NULL OR d.valid_to > :day) AND
      """
          + DelegationRows.RESTS;

  private final JdbcClient jdbc;
  private final DelegationProperties properties;
  private final InstantSource clock;

  SigningRights(JdbcClient jdbc, DelegationProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * What is claimed.
   *
   * @param title as it is to be printed; empty when none is
   * @param delegation the record named; null for none
   */
  public record Claim(
      SigningForm form, String title, UnitId unit, @Nullable DelegationId delegation) {}

  /** What was found. */
  public sealed interface Finding {
    /**
     * The right is there.
     *
     * @param title of the signer's post
     * @param by what gives it when it is a record; null when it is the post itself
     */
    record Holds(String title, String unit, @Nullable GivenBy by) implements Finding {}

    /** The official holds no post of that unit on which this form rests. */
    record NoPost() implements Finding {}

    /** No record stands that gives this official this right today. */
    record NoDelegation() implements Finding {}

    /** The post printed is not the signer's. */
    record OtherTitle(String held) implements Finding {}
  }

  /**
   * The record behind a right.
   *
   * @param to the first day on which it stands no longer; null without an end
   */
  public record GivenBy(
      String name, String title, DelegationDocument document, @Nullable LocalDate to) {}

  /** Looks whether the claim holds today. */
  public Finding find(AccountId official, Claim claim) {
    LocalDate day = EffectiveDate.today(clock);
    if (claim.form().delegated()) {
      DelegationId delegation = claim.delegation();
      return (delegation == null
              ? Optional.<Finding.Holds>empty()
              : delegated(official, claim, delegation.value(), day))
          .<Finding>map(found -> titled(claim, List.of(found)))
          .orElseGet(Finding.NoDelegation::new);
    }
    List<Finding.Holds> found =
        claim.delegation() == null ? heads(official, claim, day) : List.of();
    return found.isEmpty() ? new Finding.NoPost() : titled(claim, found);
  }

  private List<Finding.Holds> heads(AccountId official, Claim claim, LocalDate day) {
    return jdbc.sql(HEADS)
        .param("official", official.value())
        .param("unit", claim.unit().value())
        .param(
            "acting",
            switch (claim.form()) {
              case Q -> new Boolean[] {true};
              case TM -> new Boolean[] {true, false};
              case NONE, KT, TL, TUQ -> new Boolean[] {false};
            })
        .param("body", claim.form() == SigningForm.TM)
        .param("collective", properties.collective().toArray(String[]::new))
        .param("day", day)
        .query(
            (row, number) -> new Finding.Holds(row.getString("title"), row.getString("unit"), null))
        .list();
  }

  private Optional<Finding.Holds> delegated(
      AccountId official, Claim claim, UUID delegation, LocalDate day) {
    return jdbc.sql(DELEGATED)
        .param("id", delegation)
        .param("official", official.value())
        .param("unit", claim.unit().value())
        .param("form", claim.form().name())
        .param("day", day)
        .query((row, number) ->
            new Finding.Holds(
                row.getString("title"),
                row.getString("unit"),
                new GivenBy(
                    row.getString("display_name"),
                    row.getString("giver"),
                    new DelegationDocument(
                        row.getString("document_number"),
                        row.getString("document_notation"),
                        row.getObject("document_date", LocalDate.class)),
                    row.getObject("valid_to", LocalDate.class))))
        .optional();
  }

  /** Documents print {@code GIÁM ĐỐC} where the post is called Giám đốc Sở Y tế. */
  private static Finding titled(Claim claim, List<Finding.Holds> found) {
    String printed = folded(claim.title());
    return found.stream()
        .filter(
            holds -> printed.isEmpty() || (folded(holds.title()) + " ").startsWith(printed + " "))
        .<Finding>map(holds -> holds)
        .findFirst()
        .orElseGet(() -> new Finding.OtherTitle(found.getFirst().title()));
  }

  private static String folded(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
