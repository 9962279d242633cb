package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signing service's key, as the field's own library reads it. */
final class ClientKeyTest {
  @TempDir Path folder;

  @Test
  void publicSetHoldsTheSameKeyWithoutItsSecret() throws Exception {
    ClientKey key = ClientKey.in(folder);

    ECKey secret = ECKey.parse(Files.readString(key.privateKey()));
    JWKSet published = JWKSet.parse(Files.readString(key.publicSet()));
    assertThat(secret.isPrivate()).isTrue();
    assertThat(secret.getKeyID()).isEqualTo(secret.computeThumbprint().toString());
    assertThat(published.getKeys()).containsExactly(secret.toPublicJWK());
  }

  @Test
  void keyIsMadeOnce() throws Exception {
    String first = Files.readString(ClientKey.in(folder).privateKey());

    assertThat(Files.readString(ClientKey.in(folder).privateKey())).isEqualTo(first);
  }
}
