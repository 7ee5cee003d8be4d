package bide.interpreter.async;

import com.oracle.truffle.api.exception.AbstractTruffleException;

/** What a suspended call is resumed with when the call that it awaits has failed. */
record Thrown(AbstractTruffleException error) {}
