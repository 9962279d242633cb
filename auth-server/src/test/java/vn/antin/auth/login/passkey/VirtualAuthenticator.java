package vn.antin.auth.login.passkey;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import vn.antin.auth.Chromium;

/** An authenticator built into a tab's browser: a laptop with a fingerprint reader. */
public final class VirtualAuthenticator {
  private final CDPSession tools;
  private final String id;

  private VirtualAuthenticator(CDPSession tools, String id) {
    this.tools = tools;
    this.id = id;
  }

  /** Builds one in; the finger is the right one. */
  public static VirtualAuthenticator in(Chromium chromium, Page page) {
    CDPSession tools = chromium.tools(page);
    JsonObject enable = new JsonObject();
    enable.addProperty("enableUI", false);
    tools.send("WebAuthn.enable", enable);
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("ctap2Version", "ctap2_1");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject add = new JsonObject();
    add.add("options", options);
    JsonObject added = tools.send("WebAuthn.addVirtualAuthenticator", add);
    return new VirtualAuthenticator(tools, added.get("authenticatorId").getAsString());
  }

  /** Whether the finger is the right one from now on. */
  public void verifies(boolean right) {
    JsonObject verified = of("isUserVerified", right);
    tools.send("WebAuthn.setUserVerified", verified);
  }

  /** Whether somebody touches it from now on. */
  public void touched(boolean touched) {
    tools.send("WebAuthn.setAutomaticPresenceSimulation", of("enabled", touched));
  }

  private JsonObject of(String name, boolean value) {
    JsonObject message = new JsonObject();
    message.addProperty("authenticatorId", id);
    message.addProperty(name, value);
    return message;
  }
}
