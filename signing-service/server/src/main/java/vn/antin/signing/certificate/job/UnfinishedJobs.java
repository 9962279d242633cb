package vn.antin.signing.certificate.job;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Bounds how many jobs of one administrator wait for their end. Thread-safe. */
final class UnfinishedJobs {
  private final JdbcClient sql;
  private final int most;

  UnfinishedJobs(JdbcClient sql, int most) {
    this.sql = sql;
    this.most = most;
  }

  /**
   * Joins the caller's transaction; until that ends nobody else asks for the same administrator.
   *
   * @throws vn.antin.signing.problem.SigningException JOBS_UNFINISHED; BUSY while another of theirs
   *     is being written
   */
  void requireRoom(Caller.Person caller) {
    var by = caller.official().value();
    if (!sql.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('certificate_job ' || :by, 0))")
        .param("by", by.toString())
        .query(Boolean.class)
        .single()) {
      throw Problem.BUSY.because("another job of the caller is being written");
    }
    if (sql.sql(
                "SELECT count(*) FROM certificate_job WHERE created_by = :by AND finished_at IS NULL")
            .param("by", by)
            .query(Long.class)
            .single()
        >= most) {
      throw Problem.JOBS_UNFINISHED.because(most + " jobs of the caller are unfinished");
    }
  }
}
