package vn.antin.signing.request;

import java.time.Instant;
import java.util.List;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.signature.SigningParameters;

/** What is asked to be signed, with which credential and how. */
public record SignatureRequest(
    RequestId id,
    Owner owner,
    CredentialId credential,
    SigningParameters parameters,
    Instant createdAt,
    Instant expiresAt,
    List<Item> items) {
  public SignatureRequest {
    items = List.copyOf(items);
  }

  /** One document as it was when the request was made. */
  public record Item(DocumentId document, Sha256 hash, String name, long size, int pages) {}
}
