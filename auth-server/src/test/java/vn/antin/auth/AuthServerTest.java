package vn.antin.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole auth-server on a free port and a fresh database. Classes with the same settings share
 * one running server, so each test uses accounts of its own. The server is two nodes, each request
 * goes to either; a class that is about one says {@code antin.test.nodes=1}, and so may a developer
 * who wants a shorter start.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "management.server.port=0",
      "antin.hashing.memory=1024",
      "antin.hashing.iterations=1",
      "antin.outbound.allowed-networks=127.0.0.0/8,::1/128"
    })
@ContextConfiguration(initializers = FreshServer.class)
public @interface AuthServerTest {}
