package vn.antin.signing.grant;

import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;

/**
 * What was made of an approved document.
 *
 * @param hash of the approved document
 * @param document the signed one
 * @param signedHash of the signed one
 */
public record SignedHash(Sha256 hash, DocumentId document, Sha256 signedHash) {}
