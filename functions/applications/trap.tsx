export const Trap = () => (
  <div class="lp-trap" aria-hidden="true">
    <label for="website">Leave this empty</label>
    <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
  </div>
);
