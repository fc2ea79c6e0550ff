namespace Dispatch.Fields;

/// <summary>Something whose fields conditions can ask for, such as a ticket.</summary>
public interface IFieldSource
{
    /// <summary>The value of a field; none when the field is empty or not one of the source's. Cheap: called for every test of a condition.</summary>
    FieldValue Get(string fieldId);
}
