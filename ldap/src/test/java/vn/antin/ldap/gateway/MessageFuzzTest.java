package vn.antin.ldap.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * What a client sends, up to the condition the application sees. The corpus runs in every build;
 * {@code JAZZER_FUZZ=1} with {@code -Dtest=MessageFuzzTest} looks for more.
 */
final class MessageFuzzTest {
  private final MessageReader reader = new MessageReader(64 * 1024);
  private final Tree tree = new Tree("dc=antin");

  @FuzzTest
  void requestNeverDoesMoreThanBeRefused(byte[] bytes) {
    try {
      LDAPMessage message = reader.read(new ByteArrayInputStream(bytes), () -> {});
      if (message != null && message.getProtocolOp() instanceof SearchRequestProtocolOp search) {
        compile(search, message);
      }
    } catch (MessageReader.Malformed | IOException | LDAPException refused) {
      assertThat(refused).isNotNull();
    }
  }

  private void compile(SearchRequestProtocolOp search, LDAPMessage message) throws LDAPException {
    RequestControls.of(message.getControls(), true);
    tree.place(new DN(search.getBaseDN()));
    if (!FilterCompiler.isTooComplex(search.getFilter())) {
      for (EntryKind kind : EntryKind.values()) {
        assertThat(FilterCompiler.compile(search.getFilter(), kind).toString())
            .doesNotContain("\0");
      }
    }
  }
}
