/// What people read after a run: curves and pages.
package org.thgcl.report;
