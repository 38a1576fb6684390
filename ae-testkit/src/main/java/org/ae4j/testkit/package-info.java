/** One contract for each kind of thing that a plugin adds; extend those that apply. */
@NullMarked
package org.ae4j.testkit;

import org.jspecify.annotations.NullMarked;
