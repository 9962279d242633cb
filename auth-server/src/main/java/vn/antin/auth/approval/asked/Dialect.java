package vn.antin.auth.approval.asked;

/** In whose words an application asked. */
public enum Dialect {
  /** {@code urn:antin:rar:signature}: signing-service holds the documents. */
  ANTIN,
  /** {@code credential} of CSC API v2.0. */
  CSC_2_0,
  /** {@code https://cloudsignatureconsortium.org/2025/credential} of CSC API v2.2. */
  CSC_2_2,
  /** Parameters beside scope {@code credential}, without details (CSC API v2). */
  CSC_PARAMETERS
}
