/** Micro-benchmarks, run by hand. */
package org.ae4j.bench;
