package vn.antin.audit.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.json.Json;

/**
 * Shows that one row is in the log without showing any other: for evidence packages.
 *
 * @param entry the row
 * @param index its place in the seal's tree
 * @param path the sibling hashes, from the bottom up
 * @param head the seal
 * @param signature the signature over {@code head.root()}, when there is one
 */
public record InclusionProof(
    Entry entry, long index, List<Hash> path, SealHead head, @Nullable RootSignature signature) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Whether the row belongs to the seal. The judge must still know the seal's root from elsewhere:
   * a signature, the file outside the database, or a later root of the chain.
   */
  public boolean holds() {
    return head.merkleRoot().equals(MerkleTree.rootOf(entry.leaf(), index, head.size(), path));
  }

  /** The form in which a proof leaves the log; hashes are hexadecimal. */
  public Json.Members toJson() {
    Map<String, Json> seal = new LinkedHashMap<>();
    seal.put("log", new Json.Text(head.log().toString()));
    seal.put("number", new Json.Numeral(head.number()));
    seal.put("sealedAt", new Json.Text(head.sealedAt().toString()));
    seal.put("previous", new Json.Text(head.previous().hex()));
    seal.put("size", new Json.Numeral(head.size()));
    seal.put("merkleRoot", new Json.Text(head.merkleRoot().hex()));
    if (signature != null) {
      seal.put("signature", new Json.Text(HexFormat.of().formatHex(signature.value())));
      seal.put("certificate", new Json.Text(HexFormat.of().formatHex(signature.certificate())));
    }
    Map<String, Json> proof = new LinkedHashMap<>();
    proof.put("entry", entry.toJson());
    proof.put("index", new Json.Numeral(index));
    proof.put(
        "path",
        new Json.Items(path.stream().<Json>map(hash -> new Json.Text(hash.hex())).toList()));
    proof.put("seal", new Json.Members(seal));
    return new Json.Members(proof);
  }

  /**
   * Reads a proof from its JSON form; whether it holds is for the reader to ask.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static InclusionProof fromJson(Json.Members json) {
    try {
      Json.Members seal = json.members("seal");
      return new InclusionProof(
          Entry.fromJson(json.members("entry")),
          json.whole("index"),
          json.textItems("path").stream().map(Hash::ofHex).toList(),
          new SealHead(
              UUID.fromString(seal.text("log")),
              seal.whole("number"),
              Instant.parse(seal.text("sealedAt")),
              Hash.ofHex(seal.text("previous")),
              seal.whole("size"),
              Hash.ofHex(seal.text("merkleRoot"))),
          RootSignature.fromJson(seal));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"sealedAt\" is not a time", e);
    }
  }
}
