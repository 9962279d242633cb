package vn.antin.auth.oauth2.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.change.ChangeListener;
import vn.antin.auth.org.EffectiveDate;

/** Decides whether an official's posts open a system to them. Safe for use by many threads. */
@Component
public final class Admission implements ChangeListener {
  private static final Duration OLDEST = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final LoadingCache<String, Boolean> ruled;

  Admission(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    ruled = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(OLDEST).build(this::hasRule);
  }

  /** Whether the official may use the system today; most systems are open to all. */
  public boolean admits(String clientId, AccountId official) {
    return !ruled.get(clientId)
        || jdbc.sql(
                """
                SELECT EXISTS (
                  SELECT FROM assignment s JOIN post p ON p.id = s.post_id
                  JOIN org_unit_ancestor above ON above.unit_id = p.unit_id
                  JOIN oauth2_client_unit rule ON rule.unit_id = above.ancestor_id
                  WHERE rule.client_id = :client AND s.account_id = :official
                    AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to > :today))
                """)
            .param("client", clientId)
            .param("official", official.value())
            .param("today", EffectiveDate.today(clock))
            .query(Boolean.class)
            .single();
  }

  private boolean hasRule(String clientId) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM oauth2_client_unit WHERE client_id = :client)")
        .param("client", clientId)
        .query(Boolean.class)
        .single();
  }

  @Override
  public String channel() {
    return "oauth2_client_unit";
  }

  @Override
  public void changed() {
    ruled.invalidateAll();
  }
}
