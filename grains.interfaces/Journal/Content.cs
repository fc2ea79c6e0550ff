namespace Dispatch.Grains.Journal;

/// <summary>A piece of personal data or free text that events and snapshots refer to by id.</summary>
/// <param name="Id">Unique within the database.</param>
/// <param name="Subject">Whom it is about (customer id), so that erasing a person finds it; null when about nobody.</param>
/// <param name="Kind">What it is: <c>contact</c>, <c>address</c>, <c>description</c>, <c>reply</c>, <c>note</c> …</param>
/// <param name="Text">The text itself; JSON for structured kinds.</param>
public sealed record Content(string Id, string? Subject, string Kind, string Text);
