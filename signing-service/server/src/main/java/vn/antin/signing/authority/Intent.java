package vn.antin.signing.authority;

import java.util.UUID;

/** What a certificate is for. */
public interface Intent {
  /** By which the certificate's row is found later. */
  UUID id();

  /**
   * Whether it is still waited for. Asked in the transaction that writes the serial number down,
   * and stays so until that ends: whoever gives the intent up later finds that row.
   */
  boolean awaited();
}
