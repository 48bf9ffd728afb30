package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Sums of squared deviations of the last n pairs (x, y), and the sum of the products of the two deviations, without
 * drift and without cancellation of large offsets.
 *
 * <p>{@link WindowMoments} for pairs: the same blocks, anchors and merge formula. A series of equal numbers gives
 * exactly 0. While fewer than n pairs have been taken, the results are meaningless. Not thread-safe.
 */
public final class WindowComoments implements Stateful {
    private final int length;
    private final double[] inverse;
    /** As in {@link WindowMoments}: numbers of the current block, then suffix means of the last. */
    private final double[] meansX;

    private final double[] meansY;
    private final double[] tailSquaresX;
    private final double[] tailSquaresY;
    private final double[] tailProducts;

    private double tailAnchorX;
    private double tailAnchorY;
    private double headAnchorX;
    private double headAnchorY;
    private double headMeanX;
    private double headMeanY;
    private double headSquaresX;
    private double headSquaresY;
    private double headProducts;
    private double squaresX;
    private double squaresY;
    private double products;
    private int position;
    private boolean full;

    public WindowComoments(final int length) {
        this.length = length;
        this.inverse = new double[length + 1];
        for (int k = 1; k <= length; k++) {
            inverse[k] = 1.0 / k;
        }
        this.meansX = new double[length + 1];
        this.meansY = new double[length + 1];
        this.tailSquaresX = new double[length + 1];
        this.tailSquaresY = new double[length + 1];
        this.tailProducts = new double[length + 1];
    }

    /** Takes the next pair. */
    public void add(final double x, final double y) {
        final int at = position;
        meansX[at] = x;
        meansY[at] = y;
        if (at == 0) {
            headAnchorX = x;
            headAnchorY = y;
        }
        final double stepX = x - headAnchorX - headMeanX;
        final double stepY = y - headAnchorY - headMeanY;
        headMeanX += stepX * inverse[at + 1];
        headMeanY += stepY * inverse[at + 1];
        final double restY = y - headAnchorY - headMeanY;
        headSquaresX += stepX * (x - headAnchorX - headMeanX);
        headSquaresY += stepY * restY;
        headProducts += stepX * restY;
        position = at + 1;
        merge(at + 1);
        if (at + 1 == length) {
            fold();
        }
    }

    /** True once n pairs have been taken. */
    public boolean isFull() {
        return full;
    }

    /** Sum of squared deviations of x, never negative. */
    public double squaresX() {
        return squaresX;
    }

    /** Sum of squared deviations of y, never negative. */
    public double squaresY() {
        return squaresY;
    }

    /** Sum of the products of both deviations: over n the population covariance, over n-1 the sample's. */
    public double products() {
        return products;
    }

    private void merge(final int heads) {
        final double weight = heads * ((length - heads) * inverse[length]);
        final double apartX = (headAnchorX - tailAnchorX) + (headMeanX - meansX[heads]);
        final double apartY = (headAnchorY - tailAnchorY) + (headMeanY - meansY[heads]);
        squaresX = headSquaresX + tailSquaresX[heads] + apartX * apartX * weight;
        squaresY = headSquaresY + tailSquaresY[heads] + apartY * apartY * weight;
        products = headProducts + tailProducts[heads] + apartX * apartY * weight;
    }

    private void fold() {
        tailAnchorX = meansX[length - 1];
        tailAnchorY = meansY[length - 1];
        headMeanX = 0;
        headMeanY = 0;
        headSquaresX = 0;
        headSquaresY = 0;
        headProducts = 0;
        for (int i = length - 1; i >= 0; i--) {
            final double x = meansX[i] - tailAnchorX;
            final double y = meansY[i] - tailAnchorY;
            final double stepX = x - headMeanX;
            final double stepY = y - headMeanY;
            headMeanX += stepX * inverse[length - i];
            headMeanY += stepY * inverse[length - i];
            headSquaresX += stepX * (x - headMeanX);
            headSquaresY += stepY * (y - headMeanY);
            headProducts += stepX * (y - headMeanY);
            meansX[i] = headMeanX;
            meansY[i] = headMeanY;
            tailSquaresX[i] = headSquaresX;
            tailSquaresY[i] = headSquaresY;
            tailProducts[i] = headProducts;
        }
        headMeanX = 0;
        headMeanY = 0;
        headSquaresX = 0;
        headSquaresY = 0;
        headProducts = 0;
        position = 0;
        full = true;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        sink.putLong(full ? 1 : 0);
        sink.putDouble(tailAnchorX);
        sink.putDouble(tailAnchorY);
        sink.putDouble(headAnchorX);
        sink.putDouble(headAnchorY);
        sink.putDouble(headMeanX);
        sink.putDouble(headMeanY);
        sink.putDouble(headSquaresX);
        sink.putDouble(headSquaresY);
        sink.putDouble(headProducts);
        sink.putDouble(squaresX);
        sink.putDouble(squaresY);
        sink.putDouble(products);
        for (int i = 0; i < length; i++) {
            sink.putDouble(meansX[i]);
            sink.putDouble(meansY[i]);
            sink.putDouble(tailSquaresX[i]);
            sink.putDouble(tailSquaresY[i]);
            sink.putDouble(tailProducts[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("WindowComoments.position", length);
        full = source.getBoolean("WindowComoments.full");
        tailAnchorX = source.getDouble();
        tailAnchorY = source.getDouble();
        headAnchorX = source.getDouble();
        headAnchorY = source.getDouble();
        headMeanX = source.getDouble();
        headMeanY = source.getDouble();
        headSquaresX = source.getDouble();
        headSquaresY = source.getDouble();
        headProducts = source.getDouble();
        squaresX = source.getDouble();
        squaresY = source.getDouble();
        products = source.getDouble();
        for (int i = 0; i < length; i++) {
            meansX[i] = source.getDouble();
            meansY[i] = source.getDouble();
            tailSquaresX[i] = source.getDouble();
            tailSquaresY[i] = source.getDouble();
            tailProducts[i] = source.getDouble();
        }
    }
}
