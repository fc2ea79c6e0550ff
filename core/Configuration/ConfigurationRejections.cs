namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>One or more parts of a document are at fault; each is named in the rejection's errors.</summary>
    public static readonly RejectionCode DocumentInvalid = new("document-invalid");

    /// <summary>No kind of document has this name. Arguments: kind.</summary>
    public static readonly RejectionCode DocumentKindUnknown = new("document-kind-unknown");

    /// <summary>An id is not a slug of 1 to 64 characters a-z, 0-9 and hyphen. Arguments: id.</summary>
    public static readonly RejectionCode DocumentIdInvalid = new("document-id-invalid");

    /// <summary>The id inside the document is not the one it is published under. Arguments: id, expected.</summary>
    public static readonly RejectionCode DocumentIdDiffers = new("document-id-differs");

    /// <summary>A part of a document has the wrong shape: unknown member, missing member or wrong type. Arguments: reason (English, for developers).</summary>
    public static readonly RejectionCode DocumentMalformed = new("document-malformed");

    /// <summary>The document is larger than allowed. Arguments: limit (UTF-16 units).</summary>
    public static readonly RejectionCode DocumentTooLarge = new("document-too-large");

    /// <summary>Somebody else published meanwhile. Arguments: expected, current.</summary>
    public static readonly RejectionCode DocumentVersionStale = new("document-version-stale");

    /// <summary>Another current document would no longer be valid. Arguments: document, code, path.</summary>
    public static readonly RejectionCode DocumentBreaksAnother = new("document-breaks-another");

    /// <summary>A text lacks one of the two languages. Arguments: language.</summary>
    public static readonly RejectionCode TextMissing = new("text-missing");
}
