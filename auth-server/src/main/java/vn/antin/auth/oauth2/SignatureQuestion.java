package vn.antin.auth.oauth2;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.Session;

/**
 * A signature that a client asks for apart from the official's browser, opened by that official.
 *
 * @param id of the question
 * @param clientId the system that the approval is for
 * @param clientName as officials know it
 * @param session in which it has been opened
 * @param asked as {@link ApprovalDemand#asked()}
 * @param bindingMessage what the application shows as well
 * @param returnTo path and query to which the official goes after having answered
 */
public record SignatureQuestion(
    UUID id,
    String clientId,
    String clientName,
    Session session,
    String asked,
    @Nullable String bindingMessage,
    String returnTo,
    Instant expiresAt) {}
