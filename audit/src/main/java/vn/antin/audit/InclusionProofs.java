package vn.antin.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.antin.audit.AuditException.Code;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.InclusionProof;
import vn.antin.audit.proof.MerkleTree;
import vn.antin.audit.proof.Seal;

/**
 * Makes proofs that rows are in the log, for evidence packages. A row that is not sealed yet has no
 * proof. The proof is made from what is stored; {@link InclusionProof#holds} tells whether a row
 * was changed since. Safe for use by several threads.
 */
public final class InclusionProofs {
  private static final String SEALED =
      """
      SELECT %s, %s FROM audit.entry JOIN audit.seal ON seal.number = entry.batch
      """
          .formatted(LogJson.ENTRY, LogJson.SEAL);

  private final DataSource database;

  public InclusionProofs(DataSource database) {
    this.database = database;
  }

  /**
   * The proof of one row, empty while it is not sealed.
   *
   * @throws AuditException when the database fails
   */
  public Optional<InclusionProof> ofEntry(long id) {
    return prove(SEALED + "WHERE entry.id = ?", query -> query.setLong(1, id)).stream().findFirst();
  }

  /**
   * The proofs of all sealed rows about one object, in ascending order of id.
   *
   * @throws AuditException when the database fails
   */
  public List<InclusionProof> ofObject(String object) {
    return prove(
        SEALED + "WHERE entry.object = ? ORDER BY entry.id", query -> query.setString(1, object));
  }

  private interface Binding {
    void bind(PreparedStatement query) throws SQLException;
  }

  private List<InclusionProof> prove(String sql, Binding binding) {
    try (Connection connection = database.getConnection()) {
      UUID log = LogIdentity.read(connection);
      List<InclusionProof> proofs = new ArrayList<>();
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        binding.bind(query);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            proofs.add(
                proof(
                    Entry.fromJson(Json.parseMembers(rows.getString(1))),
                    Seal.fromJson(log, Json.parseMembers(rows.getString(2)))));
          }
        }
      }
      return List.copyOf(proofs);
    } catch (SQLException e) {
      throw new AuditException(Code.DATABASE, "The audit log cannot be read", e);
    }
  }

  private static InclusionProof proof(Entry entry, Seal seal) {
    // A row that was slipped into the seal has no place in it; its proof does not hold.
    int index = Math.max(0, seal.entryIds().indexOf(entry.id()));
    return new InclusionProof(
        entry, index, MerkleTree.path(seal.leaves(), index), seal.head(), seal.signature());
  }
}
