import * as v from 'valibot';

/** A field that people do not see and bots fill in; what it holds is never kept. */
export const trapField = { website: v.optional(v.string(), '') };

export const Trap = () => (
  <div class="lp-trap" aria-hidden="true">
    <label for="website">Leave this empty</label>
    <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
  </div>
);
