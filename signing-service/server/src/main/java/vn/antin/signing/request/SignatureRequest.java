package vn.antin.signing.request;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.List;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.SigningAuthority;
import vn.antin.signing.signature.LookWarning;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.signature.SigningParameters;

/** What is asked to be signed, with which credential and how. */
public record SignatureRequest(
    RequestId id,
    Owner owner,
    CredentialId credential,
    Instant createdAt,
    Instant expiresAt,
    List<Item> items) {
  public SignatureRequest {
    items = List.copyOf(items);
  }

  /** What is approved of how to sign: over all documents in their order. */
  public Sha256 parametersDigest() {
    return SigningParameters.digest(items.stream().map(Item::parameters).toList());
  }

  /** By what right the document of this hash is signed; empty when nothing is said of it. */
  public List<SigningAuthority> authorities(Sha256 hash) {
    return items.stream()
        .filter(item -> item.hash().equals(hash))
        .flatMap(item -> item.parameters().authorities().stream())
        .toList();
  }

  /** The level that every document reaches at least. */
  public SignatureLevel level() {
    return items.stream().map(item -> item.parameters().level()).min(naturalOrder()).orElseThrow();
  }

  /**
   * One document as it was when the request was made.
   *
   * @param warnings what its signature would cover
   */
  public record Item(
      DocumentId document,
      Sha256 hash,
      String name,
      long size,
      int pages,
      SigningParameters parameters,
      List<LookWarning> warnings) {
    public Item {
      warnings = List.copyOf(warnings);
    }
  }
}
