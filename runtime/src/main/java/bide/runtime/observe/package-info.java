/** Being told what the executor does; free when nobody listens. */
package bide.runtime.observe;
