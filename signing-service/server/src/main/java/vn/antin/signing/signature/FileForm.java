package vn.antin.signing.signature;

/** What a signed file looks like: its format, and where the signature stands. */
public enum FileForm {
  PADES,
  CADES_ATTACHED,
  CADES_DETACHED,
  XADES_ENVELOPED,
  XADES_ENVELOPING,
  XADES_DETACHED,
  JADES_ATTACHED,
  JADES_DETACHED;

  /** Whether the signature stands apart: then a hash is enough to make it. */
  public boolean detached() {
    return this == CADES_DETACHED || this == XADES_DETACHED || this == JADES_DETACHED;
  }
}
