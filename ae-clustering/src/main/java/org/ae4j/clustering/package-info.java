/** Groups in rows and in codes. */
package org.ae4j.clustering;
