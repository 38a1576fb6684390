/**
 * What {@code ae compare} plans, remembers and shows; how a run is trained and measured is not
 * here.
 */
@NullMarked
package org.ae4j.cli.compare;

import org.jspecify.annotations.NullMarked;
