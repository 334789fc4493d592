package dev.dupabase.auth.factor;

import io.nayuki.qrcodegen.QrCode;

/// QR codes as SVG.
final class QrImage {
    private static final int BORDER = 4;
    private static final int SCALE = 4;

    private QrImage() {}

    /// The text of an SVG image. It has neither `#` nor `%`, since clients put it into a data URI
    /// as it is.
    static String svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int size = code.size + 2 * BORDER;
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + BORDER, y + BORDER));
                }
            }
        }
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>"
                        + "<path d=\"%s\" fill=\"black\"/></svg>")
                .formatted(size * SCALE, size * SCALE, size, size, size, size, path);
    }
}
