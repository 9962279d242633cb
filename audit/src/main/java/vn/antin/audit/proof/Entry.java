package vn.antin.audit.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.json.Json;

/**
 * One row of the log, as it is hashed.
 *
 * @param id its number; says nothing about the order of commits
 * @param at when it was appended, in microseconds
 * @param type what happened
 * @param actor who did it, by id
 * @param object what it was done to, by id
 * @param facts what must be provable
 * @param commitments for each personal field its name and commitment; the values lie apart
 */
public record Entry(
    long id,
    Instant at,
    String type,
    @Nullable String actor,
    @Nullable String object,
    Map<String, String> facts,
    Map<String, Hash> commitments) {

  public Entry {
    facts = Map.copyOf(facts);
    commitments = Map.copyOf(commitments);
  }

  /** The leaf hash of this row in the tree of its seal. */
  public Hash leaf() {
    return MerkleTree.leaf(encoded());
  }

  /** The bytes that are hashed. */
  byte[] encoded() {
    return new CanonicalEncoding("antin-audit-entry-v1")
        .number(id)
        .instant(at)
        .text(type)
        .optional(actor)
        .optional(object)
        .map(facts, CanonicalEncoding::text)
        .map(commitments, (encoding, hash) -> encoding.fixed(hash.bytes()))
        .toBytes();
  }

  /** The JSON form, as an export has it. */
  Json.Members toJson() {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("id", new Json.Numeral(id));
    json.put("at", new Json.Text(at.toString()));
    json.put("type", new Json.Text(type));
    json.put("actor", actor == null ? Json.Literal.NULL : new Json.Text(actor));
    json.put("object", object == null ? Json.Literal.NULL : new Json.Text(object));
    json.put("facts", Json.Members.ofTexts(facts));
    Map<String, String> hashes = new LinkedHashMap<>();
    commitments.forEach((name, hash) -> hashes.put(name, hash.hex()));
    json.put("commitments", Json.Members.ofTexts(hashes));
    return new Json.Members(json);
  }

  /**
   * Reads a row from its JSON form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static Entry fromJson(Json.Members json) {
    try {
      Map<String, Hash> commitments = new LinkedHashMap<>();
      json.members("commitments")
          .texts()
          .forEach((name, hex) -> commitments.put(name, Hash.ofHex(hex)));
      return new Entry(
          json.whole("id"),
          Instant.parse(json.text("at")),
          json.text("type"),
          json.textOrNull("actor"),
          json.textOrNull("object"),
          json.members("facts").texts(),
          commitments);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"at\" is not a time", e);
    }
  }
}
