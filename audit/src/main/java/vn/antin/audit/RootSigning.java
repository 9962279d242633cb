package vn.antin.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import vn.antin.audit.SealResult.Delayed;
import vn.antin.audit.SealResult.Done;
import vn.antin.audit.SealResult.Step;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.RootSignature;

/** Fills signatures in, the newest first: its root covers all before it. */
final class RootSigning {
  private static final int AT_ONCE = 100;

  private final DataSource database;
  private final InstantSource clock;
  private final RootSigner signer;

  RootSigning(DataSource database, InstantSource clock, RootSigner signer) {
    this.database = database;
    this.clock = clock;
    this.signer = signer;
  }

  /** No connection is held while the signer is asked. */
  Step signMissing() {
    Map<Long, Hash> unsigned = unsigned();
    for (Map.Entry<Long, Hash> seal : unsigned.entrySet()) {
      RootSignature signature;
      try {
        signature = signer.sign(seal.getValue().bytes());
      } catch (RuntimeException e) {
        return new Delayed("The signer failed: " + e);
      }
      if (!signature.verifies(seal.getValue())) {
        return new Delayed(
            "The signer's answer for seal %d is not a signature over its root by %s"
                .formatted(seal.getKey(), signature.subject()));
      }
      store(seal.getKey(), signature);
    }
    return unsigned.size() < AT_ONCE
        ? new Done()
        : new Delayed("More seals wait for their signature than one run signs");
  }

  private Map<Long, Hash> unsigned() {
    return Transactions.run(
        database,
        "The unsigned audit seals cannot be read",
        connection -> {
          Map<Long, Hash> unsigned = new LinkedHashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT number, root FROM audit.seal WHERE signature IS NULL
                  ORDER BY number DESC LIMIT ?
                  """)) {
            query.setInt(1, AT_ONCE);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                unsigned.put(rows.getLong(1), Hash.of(rows.getBytes(2)));
              }
            }
          }
          return unsigned;
        });
  }

  private void store(long number, RootSignature signature) {
    Transactions.run(
        database,
        "The signature of audit seal %d cannot be stored".formatted(number),
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE audit.seal SET signature = ?, certificate = ?, signed_at = ?
                  WHERE number = ? AND signature IS NULL
                  """)) {
            update.setBytes(1, signature.value());
            update.setBytes(2, signature.certificate());
            update.setObject(
                3, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            update.setLong(4, number);
            return update.executeUpdate();
          }
        });
  }
}
